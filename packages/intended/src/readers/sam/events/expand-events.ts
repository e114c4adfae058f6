import { merged, nothing, warning, type Context, type Expansion } from '../expansion.ts';
import { expandApiEvent, expandHttpApiEvent } from './api.ts';
import type { EventSource } from './event-source.ts';
import { expandPullEvent, PULL_TYPES } from './pull.ts';
import { expandAlexaEvent, expandCognitoEvent, expandIotEvent, expandLogsEvent, expandS3Event } from './push.ts';
import { expandRuleEvent } from './rule.ts';
import { expandScheduleV2Event } from './schedule-v2.ts';
import { expandSnsEvent } from './sns.ts';

type ExpandEvent = (event: EventSource, context: Context) => Expansion;

const STATE_MACHINE_EVENTS: readonly (readonly [string, ExpandEvent])[] = [
  ['Api', expandApiEvent],
  ['CloudWatchEvent', expandRuleEvent],
  ['EventBridgeRule', expandRuleEvent],
  ['Schedule', expandRuleEvent],
  ['ScheduleV2', expandScheduleV2Event],
];

const EVENTS: Readonly<Record<EventSource['target']['kind'], ReadonlyMap<string, ExpandEvent>>> = {
  'state-machine': new Map(STATE_MACHINE_EVENTS),
  function: new Map<string, ExpandEvent>([
    ...STATE_MACHINE_EVENTS,
    ...PULL_TYPES.map((type) => [type, expandPullEvent] as const),
    ['AlexaSkill', expandAlexaEvent],
    ['CloudWatchLogs', expandLogsEvent],
    ['Cognito', expandCognitoEvent],
    ['HttpApi', expandHttpApiEvent],
    ['IoTRule', expandIotEvent],
    ['S3', expandS3Event],
    ['SNS', expandSnsEvent],
  ]),
};

/** Everything that the events of one function or state machine make. */
export function expandEvents(events: readonly EventSource[], context: Context): Expansion {
  return merged(events.map((event) => expandEvent(event, context)));
}

function expandEvent(event: EventSource, context: Context): Expansion {
  const expand = EVENTS[event.target.kind].get(event.type);
  if (expand !== undefined) return expand(event, context);
  const message = `event \`${event.name}\` of \`${event.owner.logicalId}\` has the unknown type \`${event.type}\`; its trigger is not judged`;
  return { ...nothing, diagnostics: [warning(event.at, message)] };
}
