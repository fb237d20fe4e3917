/** The object that a text of JSON is; an empty one for any other text. */
export function jsonOf(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
