const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * Types an unquoted scalar as templates mean it: null, booleans and numbers of the core schema.
 * A number stays text where its JavaScript form would read otherwise (`012345`, `1.10`, `0x1F`, 20 digits):
 * account ids, versions and ports are names first. `yes`, `no`, `on`, `off` and dates are text.
 */
export function plainScalar(text: string): string | number | boolean | null {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return plainNumber(text) ?? text;
  }
}

/** The number that prints as `text`; undefined where there is none. */
export function plainNumber(text: string): number | undefined {
  const code = text.charCodeAt(0);
  if (code !== 45 && (code < 48 || code > 57)) return undefined;
  if (!number.test(text)) return undefined;
  const value = Number(text);
  return String(value) === text ? value : undefined;
}
