import type { Finding, RelatedPlace } from '#finding/finding';
import { formatPlace } from '#source/place';
import { printable } from '../printable.ts';
import { textWidth } from '../text-width.ts';
import { paragraph, wordsOf } from './layout.ts';
import type { Style } from './style.ts';

const TEXT_INDENT = ' '.repeat(8);

/** One finding: what is wrong and where, why it matters here, the evidence hop by hop, what to do. */
export function findingLines(finding: Finding, style: Style, withPath: boolean): string[] {
  const stars = style.stars(finding.stars, finding.starsMax);
  const severity = style.severity(finding.severity)(finding.severity);
  const outcome = finding.outcome === 'undetermined' ? `  ${style.warn('undetermined')}` : '';
  const ids = [finding.control, ...(finding.peers ?? [])].join(' ');
  const place = style.dim(`${ids}  ${printable(formatPlace(finding.location))}`);
  return [
    ` ${stars.paint(stars.text)}  ${severity}${outcome}  ${style.bold(printable(finding.title))}`,
    `${TEXT_INDENT}${place}`,
    ...paragraph(wordsOf(finding.message, style.bold, style.bold), style.width, TEXT_INDENT),
    ...labelled('why', finding.why, style),
    ...(withPath ? pathLines(finding.related, style) : []),
    ...labelled('fix', finding.fix, style),
  ];
}

/** Control and title of many findings, one line each, for those beyond the worst. */
export function briefLine(finding: Finding, style: Style): string {
  const stars = style.stars(finding.stars, finding.starsMax);
  const room = style.width - 8;
  const text = printable(`${finding.resource}: ${finding.title}`);
  const place = printable(formatPlace(finding.location));
  const both = `${text}  ${style.dim(place)}`;
  const fits = textWidth(text) + 2 + textWidth(place) <= room;
  return ` ${stars.paint(stars.text)}  ${fits ? both : `${text}\n${TEXT_INDENT}${style.dim(place)}`}`;
}

function labelled(label: string, text: string, style: Style): string[] {
  const first = `${TEXT_INDENT}${style.dim(label.padEnd(5))}`;
  return paragraph(wordsOf(text, undefined, style.code), style.width, `${TEXT_INDENT}     `, first);
}

function pathLines(hops: readonly RelatedPlace[], style: Style): string[] {
  return hops.flatMap((hop, index) => {
    const label = index === 0 ? 'path' : '';
    const first = `${TEXT_INDENT}${style.dim(label.padEnd(5))}`;
    const words = [
      ...wordsOf(`${index + 1}. ${hop.message}`, undefined, style.code),
      ...wordsOf(formatPlace(hop.location), style.dim),
    ];
    return paragraph(words, style.width, `${TEXT_INDENT}        `, first);
  });
}
