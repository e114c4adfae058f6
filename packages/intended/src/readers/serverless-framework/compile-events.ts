import type { Service, ServerlessEvent, ServerlessFunction, Workpiece } from './service.ts';
import type { CompileEvent } from './events/event-work.ts';
import { compileAlb, compileCloudFront } from './events/edge.ts';
import { compileEventBridge, compileCloudwatchEvent, compileSchedule } from './events/rules.ts';
import { compileBroker, compileKafka, compileMsk, compileSqs, compileStream } from './events/sources.ts';
import {
  compileAlexa,
  compileCloudwatchLog,
  compileCognitoUserPool,
  compileIot,
  compileS3,
  compileSns,
} from './events/triggers.ts';
import { compileWebsocket } from './events/websocket.ts';
import { compileHttpApiEvent } from './http-api.ts';
import { compileHttp } from './rest-api.ts';
import { itemsOf, treeAt } from './read-tree.ts';
import { workpiece } from './service.ts';

/** Every event of the AWS provider that has resources. */
const COMPILERS: Readonly<Record<string, CompileEvent>> = {
  http: compileHttp,
  httpApi: compileHttpApiEvent,
  websocket: compileWebsocket,
  s3: compileS3,
  schedule: compileSchedule,
  sns: compileSns,
  sqs: compileSqs,
  stream: compileStream,
  kafka: compileKafka,
  msk: compileMsk,
  activemq: compileBroker,
  rabbitmq: compileBroker,
  cloudwatchEvent: compileCloudwatchEvent,
  eventBridge: compileEventBridge,
  cloudwatchLog: compileCloudwatchLog,
  cognitoUserPool: compileCognitoUserPool,
  alb: compileAlb,
  alexaSkill: compileAlexa,
  alexaSmartHome: compileAlexa,
  iot: compileIot,
  cloudFront: compileCloudFront,
};

export function compileEvents(service: Service): Workpiece {
  const work = workpiece(service.at);
  for (const fn of service.functions) {
    const counts = new Map<string, number>();
    for (const event of fn.events) {
      const index = (counts.get(event.kind) ?? 0) + 1;
      compileOne({ fn, event, service, index, work });
      // A schedule event with several rates counts once for each.
      const several = event.kind === 'schedule' ? Math.max(1, itemsOf(treeAt(event.tree, 'rate')).length) : 1;
      counts.set(event.kind, index + several - 1);
    }
  }
  return work;
}

interface One {
  readonly fn: ServerlessFunction;
  readonly event: ServerlessEvent;
  readonly service: Service;
  readonly index: number;
  readonly work: Workpiece;
}

function compileOne(one: One): void {
  const { fn, event, work } = one;
  const compile = Object.hasOwn(COMPILERS, event.kind) ? COMPILERS[event.kind] : undefined;
  if (compile === undefined)
    work.warn(
      'note',
      event.at,
      `event \`${event.kind}\` of function \`${fn.key}\` is not known; what it adds is not judged`,
    );
  else compile(one);
}
