import { programOf } from './programs.ts';
import type { EligibilityTable } from './table.ts';
import type { Overlay } from './verdict.ts';
import { sameService } from './verdict.ts';

export type Imported =
  | { readonly kind: 'overlay'; readonly overlay: Overlay }
  | { readonly kind: 'refused'; readonly message: string };

/** A page with fewer known services than this is some other page. */
const LEAST_SERVICES = 10;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * Reads the list of one program out of a saved copy of a provider's page (HTML, Markdown or plain text): the lines that
 * name a service. Where a page has several programs, the part below the program's own heading counts.
 */
export function importPage(
  text: string,
  request: {
    readonly program: string;
    readonly address: string;
    readonly asOf: string | undefined;
    readonly table: EligibilityTable;
  },
): Imported {
  const program = programOf(request.program);
  if (program?.list === undefined)
    return {
      kind: 'refused',
      message: `\`${request.program}\` is no program of which a provider lists services; write PCI, HIPAA, SOC, ISO …`,
    };
  const lines = textLines(text);
  const asOf = request.asOf ?? dayIn(lines);
  if (asOf === undefined)
    return { kind: 'refused', message: 'the page does not say its day; add `--as-of YYYY-MM-DD`' };
  const services = partOf(program.name, lines).flatMap((line) => serviceIn(line, request.table) ?? []);
  const distinct = [...new Map(services.map((service) => [service.name, service])).values()];
  if (distinct.length < LEAST_SERVICES)
    return {
      kind: 'refused',
      message: `only ${distinct.length} services are named under ${program.name}; save the whole page of the provider's services in scope`,
    };
  return {
    kind: 'overlay',
    overlay: { program: program.name, address: addressIn(text) ?? request.address, asOf, services: distinct },
  };
}

/** Text of a page as lines: what stands in one element is one line. */
function textLines(text: string): readonly string[] {
  return text
    .replaceAll(/<(script|style|noscript)\b[^]*?<\/\1\s*>/gi, '\n')
    .replaceAll(/<\/?(?:b|i|em|strong|span|a|sup|code)\b[^>]*>/gi, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/&#39;|&rsquo;/g, '’')
    .split(/\r\n|\r|\n|\|/)
    .map((line) => line.replace(/^[\s*•\-–✓#>]+/, '').trim())
    .filter((line) => line !== '');
}

/** The lines below the heading of the program up to the next program's; all of them where no heading has services below. */
function partOf(name: string, lines: readonly string[]): readonly string[] {
  const parts: { readonly program: string; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const heading = headingOf(line);
    if (heading !== undefined) parts.push({ program: heading, lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  const own = parts.filter(({ program, lines: below }) => program === name && below.length >= LEAST_SERVICES);
  return own.length > 0
    ? own.flatMap((part) => part.lines)
    : parts.some(({ lines: below }) => below.length >= LEAST_SERVICES && parts.length > 3)
      ? []
      : lines;
}

function headingOf(line: string): string | undefined {
  if (line.length > 40) return undefined;
  return programOf(line.replace(/\b(?:DSS|eligible services?|services in scope|compliance)\b/gi, ''))?.name;
}

/** `Amazon S3 [excludes X]`: the name, and what stands in square brackets as its condition. */
function serviceIn(line: string, table: EligibilityTable): Overlay['services'][number] | undefined {
  if (line.length > 160) return undefined;
  const [name = ''] = line.split('[');
  const known = table.services.find(({ service }) => sameService(name.trim(), service));
  if (known === undefined) return undefined;
  const condition = /\[([^\]]*)\]/.exec(line)?.[1]?.trim();
  return { name: known.service, ...(condition === undefined || condition === '' ? {} : { condition }) };
}

/** `Last updated: July 15, 2022`, or `2022-07-15`. */
function dayIn(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    if (!/updated|as of|reviewed/i.test(line)) continue;
    const iso = /\b(\d{4}-\d{2}-\d{2})\b/.exec(line)?.[1];
    if (iso !== undefined) return iso;
    const [, month = '', day = '', year = ''] = /([A-Z][a-z]+)\s+(\d{1,2}),?\s+(\d{4})/.exec(line) ?? [];
    const index = MONTHS.indexOf(month.toLowerCase());
    if (index >= 0) return `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return undefined;
}

/** Browsers write where a saved page came from. */
function addressIn(text: string): string | undefined {
  return (
    /<link[^>]+rel="canonical"[^>]+href="(https:\/\/[^"]+)"/i.exec(text)?.[1] ??
    /saved from url=\(\d+\)(https:\/\/\S+)/.exec(text)?.[1]
  );
}
