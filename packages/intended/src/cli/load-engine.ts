import type { Engine } from './engine-door.ts';
import { CannotDo } from './wrong-use.ts';

/** The engine behind the commands. */
export function engine(): Engine {
  return {
    check: () => Promise.reject(new CannotDo('this build has no engine')),
    propose: () => Promise.reject(new CannotDo('this build has no engine')),
  };
}
