/** Says how the run went in one last line, `12 passed, 0 failed`: a suite that failed outside its tests counts as one failure, unless tests of it failed. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const outside = results.testResults.filter((suite) => suite.testExecError && suite.numFailingTests === 0);
    const failed = results.numFailedTests + outside.length + (results.runExecError ? 1 : 0);
    this.line = `${results.numPassedTests} passed, ${failed} failed`;
    process.on('exit', () => process.stdout.write(`\n${this.line}\n`));
  }
}
