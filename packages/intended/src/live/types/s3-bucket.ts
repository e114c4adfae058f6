import type { Aws } from '../aws.ts';
import type { Part, ReadableResource, TypeReader } from '../describe.ts';
import type { Json, JsonObject } from '../json.ts';
import { compact, parseJson, textAt } from '../json.ts';
import type { Xml } from '../xml.ts';
import { elements, parseXml, textOf } from '../xml.ts';

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const s3Bucket: TypeReader = {
  type: 'AWS::S3::Bucket',
  gone: ['NoSuchBucket'],
  parts: [
    part('VersioningConfiguration', 's3:GetBucketVersioning', 'versioning', (xml) => {
      const [answer] = xml.children;
      const status = answer === undefined ? undefined : textOf(answer, 'Status');
      return status === undefined ? undefined : { Status: status };
    }),
    part('BucketEncryption', 's3:GetEncryptionConfiguration', 'encryption', encryption, [
      'ServerSideEncryptionConfigurationNotFoundError',
    ]),
    part('PublicAccessBlockConfiguration', 's3:GetBucketPublicAccessBlock', 'publicAccessBlock', publicAccess, [
      'NoSuchPublicAccessBlockConfiguration',
    ]),
    part('LoggingConfiguration', 's3:GetBucketLogging', 'logging', (xml) => {
      const enabled = elements(xml, 'BucketLoggingStatus', 'LoggingEnabled')[0];
      if (enabled === undefined) return undefined;
      return compact({
        DestinationBucketName: textOf(enabled, 'TargetBucket'),
        LogFilePrefix: textOf(enabled, 'TargetPrefix') || undefined,
      });
    }),
    part('LifecycleConfiguration', 's3:GetLifecycleConfiguration', 'lifecycle', lifecycle, [
      'NoSuchLifecycleConfiguration',
    ]),
    part('WebsiteConfiguration', 's3:GetBucketWebsite', 'website', website, ['NoSuchWebsiteConfiguration']),
    part(
      'OwnershipControls',
      's3:GetBucketOwnershipControls',
      'ownershipControls',
      (xml) => {
        const rules = elements(xml, 'OwnershipControls', 'Rule');
        return { Rules: rules.map((rule) => compact({ ObjectOwnership: textOf(rule, 'ObjectOwnership') })) };
      },
      ['OwnershipControlsNotFoundError'],
    ),
  ],
  extras: [
    {
      action: 's3:GetBucketPolicy',
      absent: ['NoSuchBucketPolicy'],
      async read(aws, { physicalId, siblings }) {
        const type = 'AWS::S3::BucketPolicy';
        if (siblings.some((one) => one.type === type && one.expected['Bucket'] === physicalId)) return [];
        const policy = parseJson(await aws.get('s3', `/${physicalId}`, { policy: '' }));
        if (policy === undefined) return [];
        return [{ type, what: 'a bucket policy', properties: { Bucket: physicalId, PolicyDocument: policy } }];
      },
    },
  ],
};

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const s3BucketPolicy: TypeReader = {
  type: 'AWS::S3::BucketPolicy',
  gone: ['NoSuchBucket', 'NoSuchBucketPolicy'],
  parts: [
    {
      covers: ['PolicyDocument'],
      action: 's3:GetBucketPolicy',
      async read(aws, { expected, physicalId }) {
        const bucket = textAt(expected, 'Bucket') ?? physicalId;
        return compact({ PolicyDocument: parseJson(await aws.get('s3', `/${bucket}`, { policy: '' })) });
      },
    },
  ],
};

function part(
  property: string,
  action: string,
  question: string,
  read: (xml: Xml) => Json | undefined,
  absent: readonly string[] = [],
): Part {
  return {
    covers: [property],
    action,
    absent,
    read: async (aws, resource) => compact({ [property]: read(await ask(aws, resource, question)) }),
  };
}

async function ask(aws: Aws, { physicalId }: ReadableResource, question: string): Promise<Xml> {
  return parseXml(await aws.get('s3', `/${physicalId}`, { [question]: '' }));
}

function encryption(xml: Xml): JsonObject {
  const rules = elements(xml, 'ServerSideEncryptionConfiguration', 'Rule');
  return {
    ServerSideEncryptionConfiguration: rules.map((rule) => {
      const keys = textOf(rule, 'BucketKeyEnabled');
      const algorithm = textOf(rule, 'ApplyServerSideEncryptionByDefault', 'SSEAlgorithm');
      const key = textOf(rule, 'ApplyServerSideEncryptionByDefault', 'KMSMasterKeyID');
      return compact({
        BucketKeyEnabled: keys === undefined ? undefined : keys === 'true',
        ServerSideEncryptionByDefault: compact({ SSEAlgorithm: algorithm, KMSMasterKeyID: key }),
      });
    }),
  };
}

function publicAccess(xml: Xml): JsonObject {
  const settings = elements(xml, 'PublicAccessBlockConfiguration')[0]?.children ?? [];
  return Object.fromEntries(settings.map(({ name, text }) => [name, text.trim().toLowerCase() === 'true']));
}

function website(xml: Xml): JsonObject {
  return compact({
    IndexDocument: textOf(xml, 'WebsiteConfiguration', 'IndexDocument', 'Suffix'),
    ErrorDocument: textOf(xml, 'WebsiteConfiguration', 'ErrorDocument', 'Key'),
  });
}

function lifecycle(xml: Xml): JsonObject {
  return {
    Rules: elements(xml, 'LifecycleConfiguration', 'Rule').map((rule) =>
      compact({
        Id: textOf(rule, 'ID'),
        Status: textOf(rule, 'Status'),
        Prefix: textOf(rule, 'Prefix') || textOf(rule, 'Filter', 'Prefix') || undefined,
        ExpirationInDays: days(textOf(rule, 'Expiration', 'Days')),
        AbortIncompleteMultipartUpload: abort(textOf(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation')),
        NoncurrentVersionExpirationInDays: days(textOf(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays')),
      }),
    ),
  };
}

function days(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function abort(text: string | undefined): JsonObject | undefined {
  return text === undefined ? undefined : { DaysAfterInitiation: Number(text) };
}
