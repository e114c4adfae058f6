/** The command line cannot be obeyed as written; its message says how to write it. Exit code 3. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The command was right but could not be done (no app, no file); its message says what to do. Exit code 2. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}
