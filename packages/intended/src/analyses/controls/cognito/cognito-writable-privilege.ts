import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { judgeItems } from '../list-value.ts';

const TYPE = 'AWS::Cognito::UserPoolClient';
/** Words by which apps decide what somebody may do or owes. */
const PRIVILEGE =
  /^(?:custom:)?(?:.*[-_])?(?:is_?)?(?:roles?|admin|tenants?|tenant_?id|org(?:anization)?_?id|groups?|permissions?|scopes?|plan|tier|price|credits?|balance|discount|privileges?|access_?level|user_?type|account_?type)$/i;

const app = (attribute: string): string =>
  `Parameters:\n  Attribute: { Type: String }\nResources:\n  App:\n    Type: ${TYPE}\n    Properties: { UserPoolId: pool, WriteAttributes: [email, ${attribute}] }\n`;

export const cognitoWritablePrivilege: Control = defineControl({
  id: 'cognito-writable-privilege',
  title: 'Client may write a role/tenant/price attribute',
  severity: 'high',
  cwe: 269,
  why: 'Whoever is signed in may change their own attributes through this client, and so give themselves the role or tenant they like.',
  fix: 'List in `WriteAttributes` only what people may say about themselves, and set roles from the server.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html'],
  types: [TYPE],
  reads: [`${TYPE}.WriteAttributes`, 'AWS::Cognito::UserPool.Schema'],
  judge(resource, context) {
    const written = resource.properties.entries.get('WriteAttributes')?.value;
    if (written === undefined || written.kind === 'absent') {
      const [open] = mutableAttributes(resource, context).filter((name) => PRIVILEGE.test(name));
      return open === undefined
        ? satisfied
        : violated(
            resource.typeAt,
            `\`${resource.id}\` may write \`custom:${open}\`, since it lists no \`WriteAttributes\``,
          );
    }
    return judgeItems(
      written,
      ({ text }) => PRIVILEGE.test(text),
      ({ text }) => `\`${resource.id}\` may write \`${text}\``,
    );
  },
  examples: { violated: app("'custom:role'"), satisfied: app('name'), undetermined: app('!Ref Attribute') },
});

/** Custom attributes of the client's pool that can be changed: without a list, the client may write them all. */
function mutableAttributes(resource: Resource, context: Context): readonly string[] {
  const pool = context.find(resource.properties.entries.get('UserPoolId')?.value, 'AWS::Cognito::UserPool');
  const schema = itemsOf(pool?.properties.entries.get('Schema')?.value);
  return schema
    .filter((attribute) => literal(valueAt(attribute, 'Mutable'))?.toLowerCase() !== 'false')
    .flatMap((attribute) => literal(valueAt(attribute, 'Name')) ?? []);
}
