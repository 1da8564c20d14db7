/** JSON that may come from anybody. */

/** Nobody nests deeper; a parser takes seconds for a million brackets. */
const maxNesting = 100;

/** @throws SyntaxError for what is no JSON, or is nested too deeply */
export function parseJson(json: string): unknown {
  if (isNestedDeeply(json)) throw new SyntaxError('nested too deeply');
  return JSON.parse(json);
}

function isNestedDeeply(json: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (isQuoted && character === '\\') i++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > maxNesting) return true;
  }
  return false;
}
