import type { Context } from './context.ts';

/** Did a person declare that this service, or this route of it, is meant for everybody? A proposal declares nothing. */
export function isDeclaredPublic({ intent }: Context, id: string, route?: string): boolean {
  if (intent.origin !== 'file') return false;
  if (intent.services.get(id)?.public === true) return true;
  return intent.routes.some(
    (one) =>
      one.audience === 'public' && route !== undefined && (one.route === route || one.route === `${id} ${route}`),
  );
}
