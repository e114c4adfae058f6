import type { FileTrouble } from './files.ts';

const words: Record<FileTrouble['why'], string> = {
  missing: 'is not there; check the path',
  unreadable: 'cannot be read; check its permissions',
  'too-large': 'is larger than 10 MB; split it or leave it out',
  binary: 'is not text; name a text file',
  outside: 'is outside of the folder being judged; start from a folder that holds both',
  folder: 'is a folder; name a file',
  loop: 'is a symbolic link that leads back to itself; correct the link',
};

export function fileTrouble(path: string, why: FileTrouble['why']): FileTrouble {
  return { kind: 'trouble', path, why, message: `\`${path}\` ${words[why]}` };
}
