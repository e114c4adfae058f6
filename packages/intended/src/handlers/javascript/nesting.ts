/**
 * The parser is native code that recurses: past some thousands of levels it ends the process, which no `catch` can stop.
 * MEASURED: 4,000 nested functions do so on the 8 MB stack of Linux; bundles of real code stay under 200.
 */
export const MOST_LEVELS = 1000;

interface Level {
  /** Operators since the last comma or semicolon: each may hold the rest of the expression. */
  expression: number;
  /** `else`, loops and labels since a statement ended. */
  statement: number;
}

const TOKEN =
  /\\.|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|<\/|\/>|;\s*else\b|=(?!["'])|[([{?:<;,]|[)\]}](?:\s*else\b)?|\b(?:if|else|for|while|do|with|const|let|var|import|export|return)\b/g;

/**
 * Could the code be nested more deeply than the parser can bear? Counts brackets and what chains without them; texts
 * are skipped as far as that is possible without a parser, so the count is rather too high than too low.
 */
export function isTooNested(code: string): boolean {
  if (code.length < MOST_LEVELS) return false;
  const levels: Level[] = [{ expression: 0, statement: 0 }];
  let sum = 0;
  for (const [token] of code.matchAll(TOKEN)) {
    sum += step(token, levels);
    if (sum > MOST_LEVELS) return true;
  }
  return false;
}

/** Applies one token; the change it makes to the sum over all levels. */
function step(token: string, levels: Level[]): number {
  const level = levels.at(-1) ?? { expression: 0, statement: 0 };
  const first = token[0] ?? '';
  if ('([{'.includes(first)) {
    levels.push({ expression: 0, statement: 0 });
    return 1;
  }
  if (')]}'.includes(first)) {
    if (levels.length === 1) return 0;
    levels.pop();
    const outer = levels.at(-1) ?? level;
    const left = -1 - level.expression - level.statement;
    if (token.length > 1) outer.statement += 1;
    return token.length > 1 ? left + 1 : left - (first === '}' ? clear(outer, 'statement') : 0);
  }
  if (token === ';' || /^(?:const|let|var|import|export|return)$/.test(token))
    return -clear(level, 'expression') - clear(level, 'statement');
  if (token === ',') return -clear(level, 'expression');
  if (token === '</' || token === '/>') return level.expression === 0 ? 0 : ((level.expression -= 1), -1);
  if ('?=:<'.includes(first)) return ((level.expression += 1), 1);
  if (/^(?:;\s*else|if|else|for|while|do|with)$/.test(token)) return ((level.statement += 1), 1);
  return 0;
}

function clear(level: Level, counter: keyof Level): number {
  const count = level[counter];
  level[counter] = 0;
  return count;
}
