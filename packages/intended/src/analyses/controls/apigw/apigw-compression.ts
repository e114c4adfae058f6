import { restApiExample } from '../api-examples.ts';
import { valueAt } from '#model/read-value';
import { REST_API } from '../api-operations.ts';
import { beBetween, bestOf, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';

const size = beBetween(0, 10_485_760);

export const apigwCompression: Control = defineControl({
  id: 'apigw-compression',
  title: 'Compression setting missing or out of range',
  severity: 'info',

  why: 'Answers travel uncompressed, which costs callers time and the app transfer.',
  fix: 'Set `MinimumCompressionSize` to a number of bytes between 0 and 10485760; leave secrets and what callers sent out of one answer.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html',
  ],
  types: [REST_API],
  reads: [`AWS::ApiGateway::RestApi.MinimumCompressionSize`],
  judge(api) {
    const message = `\`${api.id}\` compresses no answers`;
    const inBody = 'Body.x-amazon-apigateway-minimum-compression-size';
    const own = judgeProperty(api, 'MinimumCompressionSize', size, message);
    const body = valueAt(api.properties, 'Body');
    return body?.kind === 'dictionary' ? bestOf([own, judgeProperty(api, inBody, size, message)], own) : own;
  },

  examples: {
    violated: restApiExample(''),
    satisfied: restApiExample('      MinimumCompressionSize: 1024\n'),
    undetermined: restApiExample('      MinimumCompressionSize: !Ref Given\n'),
  },
});
