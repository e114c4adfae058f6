/** Columns that a terminal gives the text: wide East Asian signs and emoji take two, combining marks none. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const sign of text) {
    // Latin, the arrows and stars of our own reports: settled without the slow tables of Unicode properties.
    const isNarrow = sign < '\u0300' || NARROW.includes(sign);
    width += isNarrow ? 1 : MARK.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  }
  return width;
}

const NARROW = '→★✩–─…✔✖−';
const PLAIN = /^[\x20-\x7e]*$/;
const MARK = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE =
  /^[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;
