import { violated } from '../define-control.ts';
import { be } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { judgeSetting, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwExecLog: Control = stageControl({
  id: 'apigw-exec-log',
  title: 'Execution logging off',
  severity: 'low',
  cwe: 778,
  why: 'Why a request failed inside the API cannot be told.',
  fix: 'Set `LoggingLevel` to `ERROR` for all methods in `MethodSettings`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  reads: [`${STAGE}.MethodSettings.LoggingLevel`],
  ask(stage) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` logs no executions`);
    return judgeSetting(stage, 'LoggingLevel', be(['ERROR', 'INFO']), fault);
  },

  examples: {
    violated: stageExample('      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", LoggingLevel: "OFF" }]\n'),
    satisfied: stageExample('      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", LoggingLevel: ERROR }]\n'),
    undetermined: stageExample(
      '      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", LoggingLevel: !Ref Given }]\n',
    ),
  },
});
