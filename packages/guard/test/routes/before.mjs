// The guard is loaded and installed before anything else binds a builtin.
import { guardedWorld } from './world.mjs';

if (process.env.GUARD !== 'off') guardedWorld({});
void import('./run.mjs');
