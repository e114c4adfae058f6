import type { Control } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { defineControl } from '../define-control.ts';
import { judgeItems } from '../list-value.ts';

export const ebApiDestinationHttp: Control = defineControl({
  id: 'eb-api-destination-http',
  title: 'API destination over HTTP',
  severity: 'high',
  cwe: 319,
  why: 'Events and the credentials of the connection travel over the internet in clear text.',
  fix: 'Use an `https://` endpoint.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html'],
  types: ['AWS::Events::ApiDestination'],
  reads: ['AWS::Events::ApiDestination.InvocationEndpoint'],
  judge: (destination) =>
    judgeItems(
      valueAt(destination.properties, 'InvocationEndpoint'),
      ({ text }) => /^http:/i.test(text),
      () => `\`${destination.id}\` is called over plain HTTP`,
    ),
  examples: {
    violated: `Resources:
  Partner:
    Type: AWS::Events::ApiDestination
    Properties:
      ConnectionArn: 'arn:aws:events:eu-west-1:111122223333:connection/partner'
      HttpMethod: POST
      InvocationEndpoint: http://partner.example/rides
`,
    satisfied: `Resources:
  Partner:
    Type: AWS::Events::ApiDestination
    Properties:
      ConnectionArn: 'arn:aws:events:eu-west-1:111122223333:connection/partner'
      HttpMethod: POST
      InvocationEndpoint: https://partner.example/rides
`,
    undetermined: `Parameters:
  Url: { Type: String }
Resources:
  Partner:
    Type: AWS::Events::ApiDestination
    Properties:
      ConnectionArn: 'arn:aws:events:eu-west-1:111122223333:connection/partner'
      HttpMethod: POST
      InvocationEndpoint: !Ref Url
`,
  },
});
