import type { Context } from './context.ts';
import type { Resource } from '#model/application';

/** Worth from which a class is confidential. */
const CONFIDENTIAL = 2;

/** Are the data at one of these known, and confidential or worse? */
export function holdsClassified(context: Context, ...resources: readonly (Resource | undefined)[]): boolean {
  return resources.some((one) => one !== undefined && (context.dataOf(one.id)?.value ?? 0) >= CONFIDENTIAL);
}

/** Are the data at all of these known, and none confidential? */
export function holdsNothingClassified(context: Context, ...resources: readonly (Resource | undefined)[]): boolean {
  return resources.every((one) => {
    const value = one === undefined ? undefined : context.dataOf(one.id)?.value;
    return value !== undefined && value < CONFIDENTIAL;
  });
}
