/**
 * Accounts from which the provider publishes layers of its own, where one account serves all regions.
 * Sources: the pages of Powertools, Lambda Insights, the SDK for pandas, OpenTelemetry, and of the extensions for
 * AppConfig and for parameters and secrets, https://docs.aws.amazon.com/lambda/latest/dg/extensions-api-partners.html.
 */
const ACCOUNTS: ReadonlySet<string> = new Set([
  '017000801446',
  '094274105915',
  '580247275435',
  '336392948345',
  '901920570463',
  '615299751070',
  '753240598075',
  '177933569100',
  '027255383542',
  '157417159150',
]);

/** Layers that the provider publishes from one account for each region: their names tell them. */
const REGIONAL =
  /^(?:AWS-Parameters-and-Secrets-Lambda-Extension(?:-Arm64)?|AWS-AppConfig-Extension(?:-Arm64)?|LambdaInsightsExtension(?:-Arm64)?|AWSOpenTelemetryDistro\w+|AWSCodeGuruProfiler\w+)$/;

/** Does the provider publish this layer? */
export function isProvidersLayer(account: string, name: string): boolean {
  return ACCOUNTS.has(account) || REGIONAL.test(name);
}
