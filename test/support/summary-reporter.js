/** Says how the run went in one last line, `12 passed, 0 failed`: a suite that could not even start counts as one failure. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + (results.runExecError ? 1 : 0);
    this.line = `${results.numPassedTests} passed, ${failed} failed`;
    process.on('exit', () => process.stdout.write(`\n${this.line}\n`));
  }
}
