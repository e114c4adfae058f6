import { elements, parseXml, textOf } from '../../src/live/xml.ts';
import type { Hand } from './hand.ts';
import { REGION } from './hand.ts';
import { KEY_POLICY, TEMPLATE } from './template.ts';

export const STACK = 'verify-app';

/** Deploys the template; physical ids by logical id. */
export async function deploy(hand: Hand): Promise<ReadonlyMap<string, string>> {
  const version = '2010-05-15';
  await hand.query('cloudformation', version, 'CreateStack', {
    StackName: STACK,
    TemplateBody: JSON.stringify(TEMPLATE),
  });
  const listed = parseXml(await hand.query('cloudformation', version, 'ListStackResources', { StackName: STACK }));
  const way = ['ListStackResourcesResponse', 'ListStackResourcesResult', 'StackResourceSummaries', 'member'];
  const ids = new Map(
    elements(listed, ...way).map((one) => [
      textOf(one, 'LogicalResourceId') ?? '',
      textOf(one, 'PhysicalResourceId') ?? '',
    ]),
  );
  await finish(hand, (id) => ids.get(id) ?? '');
  return ids;
}

export const PRIVATE: string = `<PublicAccessBlockConfiguration>${['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map((one) => `<${one}>true</${one}>`).join('')}</PublicAccessBlockConfiguration>`;

/** Does what CloudFormation would have done: the double leaves these properties out, or keeps them in a shape of its own. */
async function finish(hand: Hand, id: (logicalId: string) => string): Promise<void> {
  const photos = `/${id('Photos')}`;
  await hand.put(`/${id('Logs')}`, PRIVATE, 'publicAccessBlock');
  await hand.put(photos, PRIVATE, 'publicAccessBlock');
  await hand.put(photos, '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>', 'versioning');
  await hand.put(`/${id('Logs')}`, LOG_DELIVERY, 'acl');
  await hand.put(
    photos,
    `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${id('Logs')}</TargetBucket><TargetPrefix>photos/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`,
    'logging',
  );
  await hand.put(
    photos,
    '<LifecycleConfiguration><Rule><ID>old</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status><Expiration><Days>365</Days></Expiration></Rule></LifecycleConfiguration>',
    'lifecycle',
  );
  const table = { TableName: id('Rides') };
  await hand.target('dynamodb', 'DynamoDB_20120810.UpdateContinuousBackups', {
    ...table,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  await hand.target('dynamodb', 'DynamoDB_20120810.UpdateTimeToLive', {
    ...table,
    TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
  });
  await hand.target('kms', 'TrentService.PutKeyPolicy', {
    KeyId: id('Key'),
    PolicyName: 'default',
    Policy: JSON.stringify(KEY_POLICY),
  });
  await hand.query('iam', '2010-05-08', 'PutRolePolicy', {
    RoleName: id('Role'),
    PolicyName: 'rides',
    PolicyDocument: JSON.stringify(
      grant('dynamodb:PutItem', `arn:aws:dynamodb:${REGION}:123456789012:table/${id('Rides')}`),
    ),
  });
}

const GRANTEE =
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/s3/LogDelivery</URI>';
const LOG_DELIVERY = `<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList>${['WRITE', 'READ_ACP']
  .map((one) => `<Grant><Grantee ${GRANTEE}</Grantee><Permission>${one}</Permission></Grant>`)
  .join('')}</AccessControlList></AccessControlPolicy>`;

export function grant(action: string, resource: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [action], Resource: resource }] };
}
