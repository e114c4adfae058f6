import { Denied, deny, denialOf, type Denial } from '../decision.ts';
import type { Bounds } from '../policy.ts';
import { awsBatch, awsEvent } from './aws-events.ts';
import { awsHttp } from './aws-http.ts';
import { BOUNDS } from './bounds.ts';
import { detect } from './detect.ts';
import { valueBody } from './body.ts';
import { blank, type Draft } from './draft.ts';
import { isFields, malformed } from './fields.ts';
import type { Inbound, Input } from './inbound.ts';
import { listInputs } from './inputs.ts';

/**
 * Turns any event that AWS invokes a function with into an `Inbound`, or says why it cannot be trusted.
 * Never throws, never changes the event, takes time and memory bounded by `bounds`.
 */
export function normalise(event: unknown, bounds: Bounds = BOUNDS): Inbound | Denial {
  return guarded(() => draft(event, bounds), bounds);
}

/** Finishes what an adapter drafted; whatever the draft throws is a denial. */
export function guarded(make: () => Draft, bounds: Bounds): Inbound | Denial {
  try {
    return finish(make(), bounds);
  } catch (error) {
    return denialOf(error);
  }
}

export function isDenial(result: Inbound | Denial): result is Denial {
  return 'allow' in result;
}

function draft(event: unknown, bounds: Bounds): Draft {
  if (!isFields(event)) return blank('unknown', valueBody(event, bounds));
  const found = detect(event);
  if (found === undefined) throw new Denied(deny('event-ambiguous'));
  const { source } = found;
  switch (source) {
    case 'apigw-v1':
    case 'apigw-v2':
    case 'function-url':
    case 'alb':
    case 'websocket':
      return awsHttp(source, event, bounds);
    case 's3':
    case 'sqs':
    case 'sns':
    case 'dynamodb-stream':
    case 'kinesis':
      return awsBatch(source, event, bounds);
    case 'eventbridge':
    case 'cognito':
    case 'unknown':
      return awsEvent(source, found.word, event, bounds);
    default:
      throw malformed('event');
  }
}

function finish(draft: Draft, bounds: Bounds): Inbound {
  let inputs: readonly Input[] | undefined;
  return { ...draft, inputs: () => (inputs ??= listInputs(draft, bounds)) };
}
