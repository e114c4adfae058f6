// Made by scripts/make-control-registry.mjs from the files of this folder; do not edit.
import type { Control } from './define-control.ts';
import { ddbPitr } from './dynamodb/ddb-pitr.ts';

export const CONTROLS: readonly Control[] = [ddbPitr];
