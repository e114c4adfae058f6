import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

const site = new S3Client({});

/** Tells the site which pool and region to talk to: the one file of it that differs between stages. */
export const handler = async (event: CloudFormationCustomResourceEvent): Promise<void> => {
  if (event.RequestType !== 'Delete') {
    const { UserPool, Client, Region, Bucket } = event.ResourceProperties;
    const config = `window._config = ${JSON.stringify({ cognito: { userPoolId: UserPool, userPoolClientId: Client, region: Region } })};`;
    await site.send(new PutObjectCommand({ Bucket, Key: 'js/config.js', Body: config, ContentType: 'application/javascript', CacheControl: 'no-cache' }));
  }
  await fetch(event.ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'site-config', StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId }),
  });
};
