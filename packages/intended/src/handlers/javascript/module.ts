import type { Effects } from './record.ts';
import type { Scope } from './scope.ts';
import type { Script } from './script.ts';
import type { ObjectTerm, Term } from './term.ts';

/** One file of the app as the run time would load it. */
export interface Module {
  readonly script: Script;
  readonly scope: Scope;
  /** Names exported by ESM syntax; looked up anew each time, since cycles fill them later. */
  readonly exported: Map<string, () => Term>;
  /** `export * from`. */
  readonly stars: Term[];
  /** CommonJS `module`, with its `exports`. */
  readonly holder: ObjectTerm;
  /** What its own code does when it is loaded, and the modules that it loads. */
  readonly effects: Effects;
  readonly needs: Set<Module>;
  /** Functions handed to code that is not part of the app while the module was loaded. */
  readonly escapes: Escape[];
}

/** A function handed to code that cannot be seen: it may be called, with data of `data`. */
export interface Escape {
  readonly term: Term;
  readonly args: readonly Term[];
}
