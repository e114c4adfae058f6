import { classOf, type ClassRules } from './rules.ts';

/** Signs of a walk out of a folder, of files that only attackers ask for, and of addresses inside. */
export const PATH: ClassRules = classOf(
  'path',
  /\.\.|0x(?:2f|5c)|[/\\]|%|\.(?:ini|env|git|ht|ssh|aws|php|bak|conf|log)\b|\0/,
  [
    ['climb-twice', 5, /(?:\.{2,8}[;\s]?[/\\]{1,4}){2,}|(?:[/\\]\.{2,8}){2,}|(?:\.\.[/\\]){1,8}\.\.$/],
    ['climb', 3, /(?:^|[/\\=:,\s"'])\.\.[/\\]|[/\\]\.\.(?:[/\\]|$)/],
    [
      'climb-odd',
      5,
      /\.\.(?:%|\\x|\\u|0x2f|0x5c|;\/|\u2215|\u2216|\uff0f)|%(?:25)*(?:2e|c0%ae|c0%2e|e0%80%ae|u002e)|%(?:25)+(?:2f|5c)|%c[01]%(?:af|9c|[0-9a-f]{2})|\.{3,}[/\\]{1,2}|\.[\\/]\.\.[\\/]|\.\.[/\\]{2,}|0x2e0x2e|%[ce][01](?:%|\.)|%f[08c]%8|%u[ef][0-9a-f]{3}|%%\d\d|%bg|%c\d%|%u221[56]|%uff0e|\u00c0\u00af|\ufffd{1,3}/,
    ],
    [
      'files',
      5,
      /(?:^|[/\\=:"'\s])(?:etc[/\\]+(?:passwd|shadow|hosts?|group|issue|motd|fstab|crontab|inittab|mysql|php\d?|apache\d?|nginx|httpd|ssh|my\.cnf|resolv|sudoers|network|security|init\.d|init|profile|default|vsftpd|proftpd|pam|ftp|logrotate|samba|snmp|exports|services|passwd|syslog|rsyslog|ldap|redhat|debian|os-release|lsb)|proc[/\\]+(?:self|version|cpuinfo|\d+|mounts|net|sched_debug|cmdline|stat|meminfo|filesystems|interrupts|ioports|modules|partitions|swaps|devices))/,
    ],
    [
      'system-folders',
      4,
      /^(?:file:\/+)?\/?(?:etc|proc|root|boot|sys|dev|usr|opt|var|home|private|windows|winnt|programfiles|program files|inetpub|xampp|apache\d?|php\d?|mysql|nginx|system|users|library|applications|bin|sbin|lib|tmp|mnt|srv|wamp)[/\\].{0,160}(?:\.(?:conf|cfg|ini|log|cnf|bashrc|profile|bash_history|ssh|php|xml|db|sql|txt|inc|err|plist|dat|sys|exe|bat|htpasswd|htaccess|old|bak|properties|sh|pid|sock|key|pem|rhosts|mysql_history)|[/\\][\w.-]*(?:access|error|history|log|passwd|shadow|config|conf|key|rsa|secret|password|shells)[\w.-]*|id_rsa|authorized_keys|environ|cmdline)$/,
    ],
    [
      'windows-files',
      5,
      /(?:^|[/\\:"'=])(?:boot\.ini|win\.ini|system\.ini|php\.ini|my\.ini|autoexec\.bat|pagefile\.sys|ntuser\.dat|global\.asa|web\.config|sam(?:\.\w+)?$|unattend\w*\.(?:txt|xml|inf)|sysprep\.\w+|desktop\.ini|hosts$)|[/\\](?:system32|winnt|windows|sysvol|repair)[/\\]|^[a-z]:[/\\](?:windows|winnt|boot|inetpub|xampp|wamp|apache|program)/,
    ],
    [
      'secrets',
      5,
      /(?:^|[/\\])(?:\.(?:env|git[/\\]|gitconfig|gitignore|svn[/\\]|hg[/\\]|aws[/\\]|ssh[/\\]|ht(?:access|passwd|group)|bash_(?:history|profile|logout)|bashrc|profile|mysql_history|npmrc|netrc|pgpass|docker|kube|vscode|idea|ds_store|rhosts|viminfo|zsh_history|psql_history)|id_[rd]sa|wp-config|config\.inc|configuration\.php|web-inf[/\\]|meta-inf[/\\]|authorized_keys|known_hosts|settings\.py|localsettings\.php|database\.yml|secrets?\.(?:yml|json))/,
    ],
    [
      'wrappers',
      5,
      /\b(?:php|expect|zip|phar|data|glob|compress\.\w+|ogg|rar|ssh2|zlib|input|filter|jar|netdoc|local_file|view-source|gopher|dict|ldaps?|tftp|sftp|imap|smb):\/\//,
    ],
    ['file-address', 5, /\bfile:\/{1,3}/],
    ['zero', 4, /\0|%00|\\0$|\\x00|\\u0000/],
    [
      'logs',
      5,
      /(?:^|[/\\])(?:var[/\\](?:log|mail|spool|www|run|lib|adm|cpanel)|usr[/\\]local[/\\](?:apache\d?|nginx|etc|php|mysql|pgsql|var|cpanel|www|psa)|opt[/\\](?:lampp|xampp|nginx|apache\d?)|apache\d?[/\\](?:logs?|conf)|logs?[/\\](?:access|error)[\w.]*|lib[/\\](?:php|security)|home[/\\]\w+[/\\]\.)/,
    ],
    ['end-cut', 3, /\.(?:php|jsp|asp|html?|jpg|png|txt|ini|inc)(?:%|\0|\\0|\?$|#$)/],
  ],
);

export const SSRF: ClassRules = classOf('ssrf', /:\/\/|\/\/|^\S*@|^\d|localhost|metadata|0x/, [
  [
    'schemes',
    5,
    /\b(?:gopher|dict|ldaps?|tftp|sftp|netdoc|jar|file|php|expect|phar|imap|rmi|smb|telnet|rsync|svn|view-source|local_file|url):(?:\/\/|file|http)/,
  ],
  [
    'metadata',
    5,
    /169\.254\.\d{1,3}\.\d|metadata\.(?:google|azure|goog|tencentyun|packet)|instance-data|100\.100\.100\.200|192\.0\.0\.192|fd00:ec2|fd20:ce|latest\/(?:meta-data|user-data|dynamic|api\/token)|computemetadata|metadata\/v1|metadata\/instance|opc\/v[12]/,
  ],
  [
    'inner-address',
    5,
    /^\s*(?:https?|ftp|wss?|\w{2,10}):[/\\]{1,}(?:[^/@\s]{0,60}@)?(?:127\.|0+\.0|0\.0\.0\.0|10\.\d|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|0x|0[0-7]{2,}|\d{8,10}(?:[/:]|$)|0(?:[/:]|$)|127\.?1?(?:[/:]|$))/,
  ],
  [
    'localhost',
    5,
    /^\s*(?:https?|ftp|wss?):[/\\]{1,}(?:[^/@\s]{0,60}@)?(?:localhost|localhost\.localdomain|localtest\.me|\w+\.localhost|kubernetes|consul|vault|redis|elasticsearch|docker|internal)(?:[/?#\\.]|:\d{1,3}(?:\D|$)|:(?:2375|3306|5432|6379|8500|9200|11211|27017)\b|$)/,
  ],
  [
    'inner-name',
    4,
    /^\s*https?:\/\/[\w.-]{1,80}\.(?:internal|intranet|local|corp|lan|localdomain|svc|cluster\.local)(?:[:/?#]|$)/,
  ],
  [
    'names-of-addresses',
    5,
    /\b(?:nip\.io|xip\.io|sslip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|yoogle\.com|1u\.ms|rbndr\.us|spoofed\.\w+|customer\d*\.app\.localhost|bugbounty\.dod)\b/,
  ],
  [
    'call-home',
    4,
    /\b(?:burpcollaborator\.net|oastify\.com|oast\.\w{2,6}|interact\.sh|interactsh|dnslog\.cn|ceye\.io|requestbin|webhook\.site|canarytokens|pipedream\.net|ngrok|bxss\.me|xss\.ht|evil\.com|attacker\.com|hacker\.site)\b/,
  ],
  [
    'confused-host',
    4,
    /^\s*(?:https?:)?[/\\]{2,}[^/\s]{1,80}(?:@|\\|#@|%40|&@|\?@)[\w.[]|^\s*[/\\]{2,}[\w-]+\.[a-z]{2,}|^\s*https?:[/\\]?[\w-]+\.\w+|^\s*\/[\\/\t]+|^\s*[\\/]{3,}/,
  ],
  [
    'bare-address',
    4,
    /^\s*(?:0x[0-9a-f]{6,8}|0\d{3}\.0?\d+\.0?\d+\.0?\d+|\[?::ffff:\S+|\[::\d?\]|127\.0\.0\.1|localhost|2130706433|2852039166)(?::\d+)?(?:\/|$)/,
  ],
  ['odd-digits', 5, /[\u2460-\u249b\u24b6-\u24e9]/],
]);
