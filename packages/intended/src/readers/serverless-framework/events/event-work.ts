import type { Tree } from '#source/tree';
import type { Makings } from '../make-tree.ts';
import { getArn } from '../make-tree.ts';
import type { Service, ServerlessEvent, ServerlessFunction, Workpiece } from '../service.ts';

/** One event of a function, with what its compiler needs. */
export interface EventWork {
  readonly fn: ServerlessFunction;
  readonly event: ServerlessEvent;
  readonly service: Service;
  /** Counts from 1 among the function's events of this kind, as the framework's logical ids do. */
  readonly index: number;
  readonly work: Workpiece;
}

export type CompileEvent = (event: EventWork) => void;

/** Lets a service invoke the function. */
export function permit(
  { fn, event, work }: EventWork,
  id: string,
  principal: string,
  source: Makings,
  account?: Makings,
): void {
  const properties = {
    FunctionName: getArn(fn.id),
    Action: 'lambda:InvokeFunction',
    Principal: principal,
    SourceArn: source,
    SourceAccount: account,
  };
  work.add(id, 'AWS::Lambda::Permission', properties, { of: fn.id, at: event.at });
}

/** `input`, `inputPath` and `inputTransformer` in the words of a rule's target. */
export function targetInput(
  event: Tree,
  read: (tree: Tree, key: string) => Tree | undefined,
): Readonly<Record<string, Makings>> {
  const transformer = read(event, 'inputTransformer');
  const input = read(event, 'input');
  return {
    Input: input,
    InputPath: read(event, 'inputPath'),
    InputTransformer:
      transformer === undefined
        ? undefined
        : { InputTemplate: read(transformer, 'inputTemplate'), InputPathsMap: read(transformer, 'inputPathsMap') },
  };
}
