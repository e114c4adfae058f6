import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { satisfied, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { notBe, worstOf } from '../judge-value.ts';
import type { Control, Outcome } from '../define-control.ts';
import { judgePart, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwDataTrace: Control = stageControl({
  id: 'apigw-data-trace',
  title: 'Data trace writes full request/response bodies to logs',
  severity: 'high',
  cwe: 532,
  why: 'Every body and header, with the tokens and personal data in it, is copied into the log, where many may read it.',
  fix: 'Set `DataTraceEnabled` to `false`, or leave it out.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  reads: [`${STAGE}.MethodSettings.DataTraceEnabled`],
  ask(stage) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` writes whole requests and answers to its log`);
    const ask = (setting: Value): Outcome => judgePart(setting, 'DataTraceEnabled', notBe(true), fault);
    const own = stage.settings === undefined ? satisfied : ask(stage.settings);
    return worstOf([own, judgeEvery(valueAt(stage.settings, 'MethodSettings'), ask, satisfied)]);
  },

  examples: {
    violated: stageExample('      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", DataTraceEnabled: true }]\n'),
    satisfied: stageExample(''),
    undetermined: stageExample(
      '      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", DataTraceEnabled: !Ref Given }]\n',
    ),
  },
});
