import type { Place } from '#source/place';
import type { Value } from '#model/value';
import { entriesOf } from '#model/read-value';
import { record, shape, type Shape } from './shape.ts';

/** SAM's dictionary of tags as CloudFormation's list, with the mark that the transform leaves; other forms stay. */
export function tagList(tags: Value | undefined, mark: string | undefined, at: Place): Value | undefined {
  const marks: Shape[] = mark === undefined ? [] : [{ Key: `${mark}:createdBy`, Value: 'SAM' }];
  if (tags !== undefined && tags.kind !== 'dictionary' && tags.kind !== 'absent') return tags;
  const written = entriesOf(tags).map(([key, value]) => record({ Key: key, Value: value }, value.at));
  return marks.length + written.length === 0 ? undefined : shape([...marks, ...written], at);
}
