import { AwsFault } from '../aws.ts';
import type { Aws } from '../aws.ts';
import type { TypeReader } from '../describe.ts';
import type { JsonObject } from '../json.ts';
import { compact, listAt, parseJson, textAt } from '../json.ts';
import { elements, textOf } from '../xml.ts';

const ACTION = 'sns:GetTopicAttributes';

/** Source: https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const snsTopic: TypeReader = {
  type: 'AWS::SNS::Topic',
  gone: ['NotFound', 'NotFoundException'],
  parts: [
    {
      covers: ['KmsMasterKeyId', 'DisplayName', 'TracingConfig', 'SignatureVersion'],
      action: ACTION,
      async read(aws, { physicalId }) {
        const attributes = await attributesOf(aws, physicalId);
        const set = (name: string): string | undefined => textAt(attributes, name) || undefined;
        return compact({
          TopicArn: physicalId,
          KmsMasterKeyId: set('KmsMasterKeyId'),
          DisplayName: set('DisplayName'),
          TracingConfig: set('TracingConfig'),
          SignatureVersion: set('SignatureVersion'),
        });
      },
    },
  ],
  extras: [
    {
      action: ACTION,
      absent: [],
      async read(aws, { physicalId, siblings }) {
        const type = 'AWS::SNS::TopicPolicy';
        if (siblings.some((one) => one.type === type && listAt(one.expected, 'Topics').includes(physicalId))) return [];
        const policy = parseJson(textAt(await attributesOf(aws, physicalId), 'Policy') ?? '');
        // Every topic is born with a policy for its own account.
        if (policy === undefined || textAt(policy, 'Id') === '__default_policy_ID') return [];
        return [{ type, what: 'a topic policy', properties: { Topics: [physicalId], PolicyDocument: policy } }];
      },
    },
  ],
};

export const snsTopicPolicy: TypeReader = {
  type: 'AWS::SNS::TopicPolicy',
  gone: snsTopic.gone,
  parts: [
    {
      covers: ['PolicyDocument'],
      action: ACTION,
      async read(aws, { expected }) {
        const topic = listAt(expected, 'Topics').find((one) => typeof one === 'string');
        if (typeof topic !== 'string') throw new AwsFault('nothing', 0, 'the template does not say whose it is');
        return compact({ PolicyDocument: parseJson(textAt(await attributesOf(aws, topic), 'Policy') ?? '') });
      },
    },
  ],
};

async function attributesOf(aws: Aws, topic: string): Promise<JsonObject> {
  const xml = await aws.query('sns', '2010-03-31', 'GetTopicAttributes', { TopicArn: topic });
  const way = ['GetTopicAttributesResponse', 'GetTopicAttributesResult', 'Attributes', 'entry'];
  return Object.fromEntries(
    elements(xml, ...way).map((entry) => [textOf(entry, 'key') ?? '', textOf(entry, 'value') ?? ''] as const),
  );
}
