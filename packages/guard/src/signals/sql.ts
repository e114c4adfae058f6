import { classOf, type ClassRules } from './rules.ts';

/**
 * Signs of SQL written into a value: a literal or bracket that is closed and goes on as a condition, a second
 * statement, functions of one database, names of its catalogue, a comment that swallows the rest.
 */
const WORDS =
  /\b(?:or|and|xor|not|having|where|union|select|insert|delete|update|drop|alter|truncate|create|exec\w*|declare|shutdown|waitfor|order|group|limit|like|rlike|regexp|in|is|between|into|case|procedure|copy|begin|grant|backup|set|load|div|mod|if)\b|[=<>|&+*^-]\s?['"(\d]|['"][\s)]*[-=<>|&+*/#;^]|--|#|\/\*|@@|0x|\w\(|(?:information_schema|sys|pg_|sqlite_|all_|user_|dba_|v\$|mysql\.|master\.|msys)/;

export const SQL: ClassRules = classOf(
  'sql',
  /['"`;()=#@|]|--|\/\*|select|union|sleep|\b(?:or|and|having|order|group|insert|delete|update|drop|exec|shutdown|waitfor)\b/,
  [
    ['union', 5, /\bunion\b[\s(]*(?:(?:all|distinct)\b)?[\s(]*select\b/],
    [
      'condition-after-quote',
      5,
      /['"][\s)\]]*(?:or|and|xor|not|having|where|\|\||&&)[\s(!~+'"-]+(?:[\w@'"([\s.-]{0,48}(?:=|<|>)|[\w@'".]{0,24}\s*(?:\b(?:like|rlike|regexp|between)\b|\bis\s+(?:not\s+)?null\b|\bin\s*\(|\bexists\s*\())/,
    ],
    [
      'condition-after-bracket',
      5,
      /\)\s*(?:or|and|xor)\b[\s(!'"-]{0,8}[\w@'"(.-]{1,32}[\s'")]*(?:=|<|>|\blike\b|\bin\b|\bis\b)/,
    ],
    [
      'condition-after-number',
      5,
      /^[-+]?[\w.]{0,16}\s*(?:or|and|xor|\|\||&&)\s+[(!'"-]*[\w.]{1,16}[\s'")]*(?:=|<>|<|>|\blike\s*['"\d(]|\bin\s*\(|\bbetween\b|\bis\s+(?:not\s+)?null\b)/,
    ],
    [
      'truth-after-quote',
      5,
      /['"][\s)]*(?:or|and|xor|\|\||&&)[\s(!~'"-]*(?:\d+|true|false|null|[a-z])['"]?[\s)]*(?:$|--|#|\/\*|;|limit\b|group\b|order\b)/,
    ],
    ['truth-after-number', 4, /^[-+]?\d+\s*\)*\s*(?:or|and|xor|\|\||&&)\s+(?:\d+|true|not\s)\s*(?:$|--|#|\/\*|;)/],
    [
      'equal-quotes',
      5,
      /['"]\s*(?:=|<>|!=|\blike\b|\|\||\+|-|\^|&|<|>|\*|\/|\bdiv\b|\bmod\b)\s*['"]\s*(?:$|--|#|\/\*|;|or\b|and\b|limit\b)/,
    ],
    [
      'numbers-compared',
      3,
      /\b(?:or|and|xor|having|where|when)\b[\s(]*['"]?\d+['"]?\s*(?:=|<|>|<>|!=|\blike\b|\bin\b)\s*\(?['"]?\d/,
    ],
    ['comment-after-quote', 5, /['"][\s)]*(?:;\s*)?(?:--(?:[\s+-]|$)|#\s*$|\/\*)/],
    ['comment-after-word', 3, /^[\w@.]{1,32}\s*\)*\s*(?:--\s*[+-]?$|--\s+\S{0,8}$|\/\*.{0,40}$)/],
    [
      'second-statement',
      5,
      /;\s*(?:(?:drop|alter|truncate|create)\s+(?:table|database|schema|user|view|function|procedure|login|or\s+replace)\b|insert\s+into\b|delete\s+from\b|update\s+\w+\s+set\s+[\w.]+\s*=|exec(?:ute)?[\s(]|declare\s+@|waitfor\s|shutdown\b|select\b.{0,80}(?:\(|\bfrom\b|--)|copy\s+\w+|begin\b|if\s*\(|backup\s+(?:database|log)|set\s+@|grant\s+\w+)/,
    ],
    [
      'wait',
      5,
      /\b(?:sleep|pg_sleep|benchmark|randomblob|receive_message|dbms_pipe\.\w+|dbms_lock\.sleep|dbms_session\.sleep)\s*\(/,
    ],
    ['wait-for', 5, /\bwaitfor\s+(?:delay|time)\b/],
    [
      'server-function',
      5,
      /\b(?:load_file|extractvalue|updatexml|group_concat|xp_\w+|sp_(?:executesql|oacreate|password|addlogin|configure|makewebtask)|utl_(?:http|inaddr|file|smtp)|dbms_\w+|pg_read_file|pg_ls_dir|lo_import|lo_export|string_agg|xmltype|db_name|host_name|is_srvrolemember|openrowset|opendatasource|sqlite_version|load_extension|ctxsys|make_set|elt|name_const|geometrycollection|multipoint|polygon|st_latfromgeohash|gtid_subset|updatexml|procedure\s+analyse)\s*[.(]/,
    ],
    [
      'catalogue',
      5,
      /\b(?:information_schema|sysobjects|syscolumns|sysusers|syslogins|sysdatabases|master\.\.|pg_catalog|pg_shadow|pg_user|pg_database|pg_tables|sqlite_master|sqlite_schema|all_tables|all_users|user_tables|dba_users|v\$version|sysibm|syscat|mysql\.user|msysobjects|sys\.(?:tables|objects|columns|user\$|sql_logins|databases))\b/,
    ],
    [
      'server-variable',
      4,
      /@@(?:version|servername|hostname|datadir|basedir|global|session|language|spid|max\w*|identity|rowcount|microsoftversion)/,
    ],
    ['out-file', 5, /\binto\s+(?:out|dump)file\b|\bload\s+data\s+(?:local\s+)?infile\b/],
    ['sub-select', 5, /\(\s*select\b.{0,200}(?:\)|\bfrom\b|--|$)/],
    [
      'select-from',
      4,
      /\bselect\s+(?:\*|distinct\b|top\s+\d|count\s*\(|[\w.]+\s*\(|[\w.@`'"]+\s*,|null\b|@@|\d+\b|char\b|case\b|name\b).{0,160}\bfrom\s+[\w.`"[(]/,
    ],
    [
      'select-start',
      3,
      /^\s*['"]?\)?;?\s*select\s+(?:\*|[\w.]+\s*\(|@@|.{1,60}\bfrom\s+\w+(?:\.\w+)?\s*(?:$|where\b|;|--|limit\b))/,
    ],
    [
      'statement',
      3,
      /\b(?:insert\s+into\s+[\w.]+\s*(?:\(|values|select)|delete\s+from\s+[\w.]+\s*(?:$|where|;|--)|update\s+[\w.]+\s+set\s+[\w.]+\s*=|drop\s+(?:table|database|view|user|function|procedure|index|login)\s+[\w.]+\s*(?:$|;|--|cascade)|alter\s+(?:table|user|login|database)\s+\w+|create\s+(?:table|user|login|function|procedure)\s+\w+\s*(?:\(|as\b|identified|with\b))/,
    ],
    ['order-by-number', 5, /(?:['")\d]\s*|^\s*)\b(?:order|group)\s+by\s+\d+\s*(?:$|--|#|,|\/\*|asc\b|desc\b|;)/],
    ['having', 4, /(?:['")\d]\s*|^\s*)\bhaving\s+['"(]*\w+['"]?\s*(?:=|<|>|like)/],
    [
      'characters',
      3,
      /\b(?:char|chr|nchar|varchar|concat|concat_ws|ascii|substring|substr|mid|ord|hex|unhex|bin|lower|upper|length|cast|convert|coalesce|ifnull|nullif|if|iif|rand|floor|count|version|database|schema|user|current_user|system_user|session_user|md5|sha1|exp|pow)\s*\(\s*(?:0x|\d|\)|select\b|['"(@]|user\b|version\b|database\b|char\b|chr\b|concat\b)/,
    ],
    ['hex-text', 3, /\b0x(?:[0-9a-f][0-9a-f]){4,}/],
    ['case-when', 4, /\bcase\s+when\b.{1,80}\bthen\b/],
    ['quote-joined', 4, /['"]\s*(?:\|\||\+)\s*(?:\(|['"]|\w+\s*\(|chr|char|\d)/],
    [
      'quote-then-keyword',
      4,
      /['"][\s)]*(?:;|,)?\s*(?:union|select|insert|update|delete|drop|exec|execute|having|group\s+by|order\s+by|limit|procedure|into|waitfor|declare|like|rlike|regexp|between|in\s*\(|is\s+null|not\s+in)\b/,
    ],
    [
      'number-then-keyword',
      4,
      /^-?\d+[\s)]*(?:union|having|procedure|rlike|regexp|order\s+by|group\s+by|limit\s+\d|waitfor|;\s*\w+)/,
    ],
    ['executable-comment', 5, /\/\*!\d{0,6}/],
    ['comment-for-space', 3, /\w\/\*\*?\/\w/],
    ['quote-alone', 1, /^['"`)]|['"]$/],
    ['exec', 4, /\bexec(?:ute)?\s*\(?\s*(?:master|sp_|xp_|immediate|['"@])/],
    ['bit-of-blind', 3, /\b(?:rlike|regexp)\s*\(?\s*(?:sleep|\(select|case|['"^])|\bis\s+null\s*(?:--|;|#)/],
    ['quote-bracket', 2, /['"]\s*\)+\s*(?:;|--|#|or\b|and\b|\|\|)/],
  ],
  WORDS,
);
