import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeSecrets } from '../plain-secret.ts';

const TYPE = 'AWS::KinesisFirehose::DeliveryStream';
const PATHS: readonly string[] = [
  'RedshiftDestinationConfiguration.Password',
  'SplunkDestinationConfiguration.HECToken',
  'HttpEndpointDestinationConfiguration.EndpointConfiguration.AccessKey',
  'SnowflakeDestinationConfiguration.PrivateKey',
  'SnowflakeDestinationConfiguration.KeyPassphrase',
];
const stream = (password: string): string =>
  `Parameters:\n  Password: { Type: String, NoEcho: true }\nConditions:\n  IsGiven: !Not [!Equals [!Ref Password, '']]\nResources:\n  Delivery:\n    Type: ${TYPE}\n    Properties:\n      RedshiftDestinationConfiguration: { Username: loader, Password: ${password} }\n`;

export const firehosePlainSecret: Control = defineControl({
  id: 'firehose-plain-secret',
  title: 'Destination password/token in clear text',
  severity: 'critical',
  cwe: 798,
  why: 'Whoever reads the template or the history of its repository can write to the destination, and often read it.',
  fix: 'Take the secret from Secrets Manager: `SecretsManagerConfiguration`, or a dynamic reference.',
  sources: ['https://docs.aws.amazon.com/firehose/latest/dev/secrets-manager-whats-secret.html'],
  types: [TYPE],
  reads: PATHS.map((path) => `${TYPE}.${path}`),
  judge: (resource) => judgeSecrets(resource, PATHS),
  examples: {
    violated: stream('correct-horse-1'),
    satisfied: stream('!Ref Password'),
    undetermined: stream('!If [IsGiven, !Ref Password, correct-horse-1]'),
  },
});
