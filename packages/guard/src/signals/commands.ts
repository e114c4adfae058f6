import { classOf, type ClassRules } from './rules.ts';

const PROGRAMS =
  'id|whoami|uname|ls|cat|pwd|ps|top|netstat|ss|ifconfig|ipconfig|ip|ping|nslookup|dig|host|curl|wget|nc|ncat|netcat|bash|sh|zsh|ksh|csh|dash|python\\d?(?:\\.\\d+)?|perl|ruby|php|node|lua|rm|cp|mv|chmod|chown|echo|printf|sleep|env|printenv|set|export|touch|mkdir|find|grep|egrep|awk|sed|tail|head|more|less|tac|nl|od|xxd|strings|base64|dir|type|net|systeminfo|tasklist|powershell|pwsh|cmd|reg|wmic|certutil|hostname|which|whereis|who|w|last|df|du|mount|kill|killall|shutdown|reboot|ftp|tftp|scp|ssh|telnet|socat|openssl|crontab|useradd|adduser|passwd|su|sudo|xterm|gcc|cc|make|tar|zip|unzip|gzip|dd|exec|eval|source|timeout|nohup|tee|sort|uniq|cut|wc|lsof|route|arp|traceroute|dmesg|history|alias|ver|del|copy|move|regsvr32|mshta|bitsadmin|rundll32|phpinfo|system|lwp-download|lynx|stat|file|md5sum|groups|getent|lsb_release|mysql|psql|mail|sendmail|aws|kubectl|docker';

/** What stands after a program's name when it is one: nothing, an option, a path, an address, the next operator. */
const ARGUMENT =
  '(?:\\s*(?:$|[;|&`)<>}"\'#\\n])|\\s+-{1,2}\\w|\\s+[/~$%*.\\\\]|\\s+\\d|\\s+["\']|\\s+\\S*[./\\\\:=]\\S|\\$\\{?ifs|\\{ifs|<)';

/** Signs of a command line: an operator with a program after it, a substitution, the files that a first look goes to. */
export const SHELL: ClassRules = classOf(
  'shell',
  /[;|&`$<>\n(){}]|\/(?:bin|etc|proc|dev|usr)\/|\b(?:cmd|powershell|uname|cat|ls|wget|curl|ping|whoami|net|type|dir|echo|id|ps|ifconfig|nc|sleep|rm|find|which|env|printenv)\b/,
  [
    [
      'operator',
      5,
      new RegExp(
        `(?:;|\\||&|\\n|\\r|\\$\\(|<\\(|>\\()\\s*["'({!]?\\s*(?:/(?:usr/)?(?:local/)?s?bin/)?\\\\?(?:${PROGRAMS})${ARGUMENT}`,
      ),
    ],
    ['quoted-program', 4, /(?:;|\||&|\$\()\s*[a-z]{0,4}(?:\\[a-z]|''|""|\$@|'[a-z]'|"[a-z]"|\?)[a-z'"\\$@?/]{1,16}/],
    ['substitution', 4, /\$\([^()]{2,120}\)/],
    [
      'backticks',
      5,
      new RegExp(`^[^\\s\`]{0,24}\`\\s*(?:/(?:usr/)?s?bin/)?(?:${PROGRAMS})(?:\`|\\s[^\`]{1,120}\`?)\\S{0,8}$`),
    ],
    ['double-substitution', 3, /\$\(\(|\$\{[a-z_@#!][^}]{0,40}[:%#/^][^}]{0,40}\}/],
    ['separator', 5, /\$\{?ifs\b|\{(?:cat|ls|id|echo|curl|wget|nc|ping|sleep),/],
    [
      'files-of-system',
      5,
      /(?:^|[\s"'<=(,;|&`/])\/?(?:etc\/(?:passwd|shadow|hosts|group|issue|hostname|sudoers|crontab|\w*release)|proc\/(?:self|version|cpuinfo|meminfo|net|\d+|cmdline)|dev\/(?:tcp|udp)\/)/,
    ],
    ['path-to-program', 4, /\/(?:usr\/)?(?:local\/)?s?bin\/(?:[a-z?*[\]]{1,12})\b/],
    [
      'program-with-option',
      5,
      new RegExp(
        `^\\s*(?:${PROGRAMS})\\s+(?:-{1,2}[a-z]\\S{0,40}(?:\\s|$)|/(?:etc|proc|tmp|var|usr|bin|home|root|dev|opt)\\b|\\*|\\.\\.?(?:/|$))`,
      ),
    ],
    [
      'program-with-address',
      5,
      /^\s*(?:wget|curl|nc|ncat|ping|nslookup|dig|telnet|ssh|which|ftp|tftp)\s+(?:-\w+\s+)*(?:https?:|\d+\.\d+|[\w-]+\.[a-z]{2,}|gcc|curl|wget|python\d?|perl|nc|bash|make)/,
    ],
    ['shellshock', 5, /\(\)\s*\{\s*[:\w_]{0,12}\s*;?\s*\}\s*;|\(\)\s*\{\s*_/],
    ['redirection', 4, />{1,2}\s*\/?(?:tmp|dev|var|etc|home|root|usr|opt|www)\/|\d>&\d|<\s*\/(?:etc|proc|dev)\//],
    [
      'windows',
      5,
      /\bcmd(?:\.exe)?\s*\/[ck]\b|\bpowershell(?:\.exe)?\s+-|%(?:systemroot|windir|comspec|appdata|userprofile|programfiles)%|\bnet\s+(?:user|localgroup|view|share|use)\b|\b(?:certutil|bitsadmin|regsvr32|mshta)\b.{0,20}(?:http|-|\/)|\b(?:type|dir)\s+[a-z]:\\|\.exe\b.{0,10}(?:\/c|\||&)/,
    ],
    [
      'reverse-shell',
      5,
      /\b(?:bash|sh)\s+-[ic]\b|\bnc\s+-[a-z]*[el]|mkfifo|socket\.socket|fsockopen|\/bin\/(?:ba|da|z|k)?sh\b/,
    ],
    ['sleep', 5, /^\W{0,6}(?:sleep|ping)\s+-?\w{0,2}\s?\d+\W{0,6}$/],
    ['ping-counted', 4, /\bping\s+-[nci]\s*\d+\s+|\bsleep\s+\d+\s*(?:$|[;|&`)#])/],
    ['pipe-to-shell', 5, /\|\s*(?:ba|z|da)?sh\b|\|\s*(?:python\d?|perl|php|node)\b/],
    ['operator-first', 3, /^\s*(?:\|\||&&|\||;|&|\$\()\s*\/?[a-z]{2,}/],
    ['operator-last', 2, /(?:\|\||&&|;|\||&)\s*$/],
  ],
);

/** Signs of code of a language: calls that start programs or read files. */
export const CODE: ClassRules = classOf('code', /[(<`'"]|__|runtime/, [
  ['php', 5, /<\?(?:php\b|=|\s*(?:system|passthru|eval|echo|include|exec|phpinfo))/],
  [
    'call',
    5,
    /\b(?:shell_exec|passthru|proc_open|popen|pcntl_exec|phpinfo|assert|create_function|call_user_func|base64_decode|gzinflate|str_rot13|file_put_contents|file_get_contents|readfile|fopen|move_uploaded_file)\s*\(/,
  ],
  [
    'system',
    4,
    /\b(?:system|exec|eval|include|require|require_once|print|printf|var_dump|echo|die)\s*\(?\s*["'$(]?\s*(?:\$_(?:get|post|request|server|cookie)|id\b|ls\b|cat\b|whoami|uname|dir\b|phpinfo|base64|ping|net\s|["']?\/|child_process|fs["']|md5\()/,
  ],
  [
    'node',
    5,
    /child_process|\bprocess\s*\.\s*(?:env|mainmodule|binding|exit|cwd|platform|version)|require\s*\(\s*["'`](?:fs|os|net|http|vm|child)|global\.process|mainmodule|(?:exec|spawn|execfile)sync\s*\(|(?:read|write)filesync|res\.end\s*\(|\bnew\s+function\s*\(|\bfunction\s*\(\s*\)\s*\{.{0,60}\}\s*\(\s*\)/,
  ],
  [
    'python',
    5,
    /__(?:import|class|mro|subclasses|globals|builtins|init|bases|base|dict|getattribute|code)__|\bos\.(?:system|popen|environ|exec\w*)|subprocess\.|\beval\s*\(\s*(?:compile|input|["']__)/,
  ],
  [
    'java',
    5,
    /runtime\s*(?:\.|\(\)\s*\.)\s*(?:getruntime|exec)|java\.(?:lang|io|net|util|nio)\.|processbuilder|classloader|class\.forname|getclass\(\)|\bt\(\s*java|org\.(?:apache|springframework)\.|#_memberaccess|@java|ognl|#context\[|script(?:engine|enginemanager)/,
  ],
  [
    'ruby',
    5,
    /\b(?:io|kernel|file|dir|process)\.(?:popen|open|read|entries|spawn|exec)\s*[(\s'"]|%x[[({!|]|\bopen\s*\(\s*["']\|/,
  ],
  [
    'serialised',
    5,
    /_\$\$nd_func\$\$_|"?!!(?:js|python|javax?)[/.]|(?:^|[;{:])[oc]:\+?\d+:"[\w\\]+":\d+:\{|"\$type"\s*:\s*"|"@type"\s*:\s*"(?:com|org|java)\./,
  ],
]);
