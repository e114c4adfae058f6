/** One fenced block of a page: what stands after the fence, and where its first line is in the file. */
export interface Block {
  readonly page: string;
  /** Number of the first line inside the fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** The words after the language: the file that the block shows. */
  readonly shows: string;
  readonly lines: readonly string[];
}

/** Every fenced block of a page, in order. */
export function blocksOf(page: string, text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { line: number; info: string; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.startsWith('```')) open?.lines.push(line);
    else if (open === undefined) open = { line: index + 2, info: line.slice(3).trim(), lines: [] };
    else {
      const [language = '', ...shows] = open.info.split(' ');
      blocks.push({ page, line: open.line, language, shows: shows.join(' '), lines: open.lines });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: this block has no end`);
  return blocks;
}

/** The text outside of fenced blocks. */
export function proseOf(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '');
}

/** Targets of links inside the repository, with their anchors. */
export function linksOf(text: string): readonly string[] {
  return [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^[a-z]+:/.test(target) ? [] : [target],
  );
}

/** Anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}

/** Words in backticks, outside of fenced blocks. */
export function codeWordsOf(text: string): readonly string[] {
  return [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
