/**
 * The status of an answer, whose body is read to its end: Node keeps the socket of an answer that nobody reads for some seconds, and jest then
 * says that a worker was slow to exit.
 */
export async function statusOf(...question: Parameters<typeof fetch>): Promise<number> {
  const answer = await fetch(...question);
  await answer.arrayBuffer();
  return answer.status;
}
