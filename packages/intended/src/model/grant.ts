import type { Place } from '#source/place';
import type { Value } from './value.ts';

/**
 * One policy, attached to one holder, as written. The policy room parses the document.
 * - `identity`: what a role, user or group may do (inline, customer-managed, or expanded from a shorter form).
 * - `managed`: the same, a policy of the provider's named by ARN or name; its document comes from tables.
 * - `boundary`: a permission boundary of the holder.
 * - `trust`: who may assume the holder.
 * - `resource`: who may do what to the holder (a node); function permissions and ACLs are given in this form too.
 * - `guardrail`: an organisation or endpoint policy that intersects.
 */
export interface Grant {
  readonly id: string;
  readonly side: 'identity' | 'managed' | 'boundary' | 'managed-boundary' | 'trust' | 'resource' | 'guardrail';
  /** Id of the identity, or of the node for `resource` and `guardrail`. */
  readonly holder: string;
  readonly language: 'aws-iam';
  /** The policy document; for `managed` and `managed-boundary` the name or ARN. */
  readonly document: Value;
  /** What a person calls it: policy name, `SAM policy template DynamoDBCrudPolicy`, `Lambda permission`. */
  readonly label: string;
  readonly at: Place;
  /** Id of the resource that holds the text. */
  readonly resource: string | undefined;
}
