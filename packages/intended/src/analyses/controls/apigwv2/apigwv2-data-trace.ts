import { entriesOf, valueAt } from '#model/read-value';
import { defineControl, violated } from '../define-control.ts';
import { notBe, worstOf } from '../judge-value.ts';
import { judgePart } from '../rest-stages.ts';
import type { Control } from '../define-control.ts';

const STAGE = 'AWS::ApiGatewayV2::Stage';

export const apigwv2DataTrace: Control = defineControl({
  id: 'apigwv2-data-trace',
  title: 'WebSocket data trace logs message bodies',
  severity: 'high',
  cwe: 532,
  why: 'Every message, with the tokens and personal data in it, is copied into the log, where many may read it.',
  fix: 'Set `DataTraceEnabled` to `false`, or leave it out.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html'],
  types: [STAGE],
  reads: [`AWS::ApiGatewayV2::Stage.DefaultRouteSettings.DataTraceEnabled`, `AWS::ApiGatewayV2::Stage.RouteSettings`],
  judge({ id, typeAt, properties }) {
    const fault = violated(typeAt, `\`${id}\` writes whole messages to its log`);
    const routes = entriesOf(valueAt(properties, 'RouteSettings')).map(([, one]) => one);
    const settings = [valueAt(properties, 'DefaultRouteSettings'), ...routes];
    return worstOf(settings.map((one) => judgePart(one, 'DataTraceEnabled', notBe(true), fault)));
  },

  examples: {
    violated: `Parameters:\n  Given: { Type: String }\nResources:\n  Live:\n    Type: ${STAGE}\n    Properties: { ApiId: rides, StageName: live, DefaultRouteSettings: { DataTraceEnabled: true } }\n`,
    satisfied: `Parameters:\n  Given: { Type: String }\nResources:\n  Live:\n    Type: ${STAGE}\n    Properties: { ApiId: rides, StageName: live }\n`,
    undetermined: `Parameters:\n  Given: { Type: String }\nResources:\n  Live:\n    Type: ${STAGE}\n    Properties: { ApiId: rides, StageName: live, DefaultRouteSettings: { DataTraceEnabled: !Ref Given } }\n`,
  },
});
