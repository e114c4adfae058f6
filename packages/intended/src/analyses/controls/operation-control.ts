import type { Deferred } from '#model/value';
import type { Operation } from './api-operations.ts';
import { HTTP_API, METHOD, operationsIn, REST_API, ROUTE } from './api-operations.ts';
import type { Context } from './context.ts';
import type { Control, Outcome } from './define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from './define-control.ts';
import { writtenName } from './written-name.ts';

/** What one operation says to a question; a deferred value where the templates do not decide. */
export type Answer = 'good' | 'bad' | 'not-applicable' | Deferred;

/** One question about each operation of APIs. */
export interface OperationFacts extends Omit<Control, 'types' | 'judge'> {
  readonly on: 'rest' | 'http';
  /** Goes on after the resource's name, before the operations: `can be called by anyone`. */
  readonly otherwise: string;
  ask(operation: Operation, context: Context): Answer;
}

/** Asks a method or route for itself, and an API once for all operations of its document, which are then named. */
export function operationControl({ on, otherwise, ask, ...words }: OperationFacts): Control {
  return defineControl({
    ...words,
    types: on === 'rest' ? [METHOD, REST_API] : [ROUTE, HTTP_API],
    judge: (subject, context) =>
      join(
        operationsIn(subject, context).map((operation) => ({ operation, answer: ask(operation, context) })),
        `\`${writtenName(subject, context.application)}\` ${otherwise}`,
      ),
  });
}

const MOST_NAMED = 5;

function join(asked: readonly { readonly operation: Operation; readonly answer: Answer }[], start: string): Outcome {
  const bad = asked.filter(({ answer }) => answer === 'bad').map(({ operation }) => operation);
  const [first] = bad;
  if (first !== undefined) {
    const named = bad.slice(0, MOST_NAMED).map(({ id }) => `\`${id}\``);
    const more = bad.length > MOST_NAMED ? ` and ${bad.length - MOST_NAMED} more` : '';
    return violated(first.at, `${start}: ${named.join(', ')}${more}`);
  }
  for (const { answer } of asked) if (typeof answer === 'object') return undetermined(answer);
  return asked.some(({ answer }) => answer === 'good') ? satisfied : notApplicable;
}
