/**
 * node:crypto, loaded when the first signature is verified: most functions never do, and its loading costs more than
 * all the rest of the guard.
 */
export function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
