// `npm run lambhack [rest|http|url|alb]`: the same functions twice, so that a room can see both.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const shape = process.argv[2] ?? 'rest';
// The hooks hold for a whole process, so each has its own, as each function has on Lambda.
for (const [how, port] of [
  ['plain', '3000'],
  ['guarded', '3001'],
] as const) {
  const file = join(import.meta.dirname, 'serve.ts');
  const child = spawn(process.execPath, [...process.execArgv, file, how, port, shape], { stdio: 'inherit', cwd: import.meta.dirname });
  child.on('exit', (code) => process.exit(code ?? 1));
}

console.log(`Try, on 3000 and then on 3001:
  curl 'http://127.0.0.1:3000/lambhack/c?args=uname+-a'
  curl 'http://127.0.0.1:3000/lambhack/c?command=cat+/proc/version'
  curl 'http://127.0.0.1:3000/lambhack/c?command=ls+-la+/tmp'
  curl 'http://127.0.0.1:3000/lambhack/c?command=which+gcc'
  curl 'http://127.0.0.1:3000/lambhack/sum?sum=process.env.APP_SECRET'
Ctrl-C ends both.`);
