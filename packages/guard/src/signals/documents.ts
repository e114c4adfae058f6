import { classOf, type ClassRules } from './rules.ts';

/** Signs of operators and scripts of document stores. */
export const NOSQL: ClassRules = classOf('nosql', /\$|\|\||this\.|db\.|return|sleep|true|\{/, [
  [
    'operator-key',
    5,
    /["'[{,\s(]\$(?:ne|n?in|[gl]te?|eq|n?or|and|not|exists|regex|where|type|expr|elemmatch|size|all|mod|text|options|func|function|lookup|set|unset|inc|push|jsonschema)["'\]]?\s*(?::|\]|=)|^\[?\$(?:ne|gt|lt|gte|lte|in|nin|regex|where|exists|or|and)\b/,
  ],
  ['operator-bracket', 5, /\[\$(?:ne|n?in|[gl]te?|eq|n?or|and|not|exists|regex|where|type)\]/],
  ['where', 5, /\$where\b|\$func\b/],
  ['this', 5, /\bthis\.\w+\s*(?:==|!=|\.match|\.length|\[|=~|>|<)|\bthis\.\w+\s*&&/],
  [
    'database',
    5,
    /\bdb\.(?:\w+\.)?(?:find\w*|insert\w*|drop\w*|remove|update\w*|delete\w*|getcollection\w*|version|injection|admincommand|runcommand|stores)\b/,
  ],
  [
    'double-equals',
    5,
    /['"]?\s*\|\|\s*['"]?\w*['"]?\s*={2,3}\s*['"]?\w*|&&\s*['"]?\w*['"]?\s*={2,3}\s*['"]?|['"]\s*\|\|\s*(?:true|1)\b/,
  ],
  ['return-after-quote', 5, /['"]\s*;\s*return\b/],
  [
    'return',
    4,
    /\breturn\s*(?:\(|true|1\b|this|true;)|;\s*(?:while|sleep|var)\b\s*[\w(]|while\s*\(\s*(?:true|1)\s*\)|\bdate\b.{0,20}\bwhile\b|do\s*\{/,
  ],
  ['pieces', 3, /^\s*[{[(]\s*["']?\$|\},?\s*\{?\s*["']?\$|true\s*,\s*\$|,\s*\$\w+\s*:/],
]);

/** Signs of expressions that a template engine would run. */
export const TEMPLATE: ClassRules = classOf(
  'template',
  /\{\{|\$\{|<%|#\{|\{%|\*\{|@\{|\{#|#set|\[\[|@\(|~\{|\{[a-z]+\}|\{php|%\{/,
  [
    ['braces', 5, /\{\{\s*[^{}]{0,80}(?:[*+/%|[(_]|\.\w+\.|\d\s*-\s*\d|'|")[^{}]{0,200}\}?\}?/],
    [
      'braces-of-insides',
      5,
      /\{\{\s*(?:config|self|request|settings|this|constructor|app|dump|env|session|url_for|get_flashed|range|cycler|joiner|lipsum|namespace|\$on|_self|process|global|root|require)\b/,
    ],
    [
      'dollar',
      5,
      /[$#*@~%]\{\s*[^{}]{0,60}(?:\*|\+|\(|\/|\d\s*-\s*\d|class|session|request|application|param|t\(|#|@|"\.|\.get|::)[^{}]{0,200}\}?/,
    ],
    ['embedded', 5, /<%[=#@!-]?\s*[^%]{1,300}%>|<%=|<#assign|<#if|<@\w|\[#assign|\[=\d|<\?=/],
    [
      'tag',
      5,
      /\{%-?\s*(?:\w+\s|[^%]{0,100}[(=])[^%]{0,200}-?%\}|\{#\s*\w|\{php\}|\{\/?literal\}|\{if\s|\{system|\{\$smarty|\{math\b|\{self::/,
    ],
    [
      'directive',
      5,
      /#(?:set|evaluate|include|parse|foreach)\s*\(|@(?:\(|\{|import\b.{0,20}\(|system\.)\s*\w|\[\[\s*\$?\{|\[\[\d+\s*\*/,
    ],
    ['inside-python', 5, /__(?:class|mro|subclasses|globals|builtins|init|import|base)__|\.mro\(\)|\|attr\(|\bpopen\(/],
    ['arithmetic', 3, /(?:\{|<|\[|#|\$)\s*=?\s*\d{1,6}\s*[*]\s*'?\d{1,6}/],
  ],
);

export const JNDI: ClassRules = classOf('jndi', /\$\{|jndi|%\{/, [
  [
    'lookup',
    5,
    /[$%]\{[^}]{0,40}(?:jndi|::-|lower:|upper:|env:|sys:|java:|date:|main:|ctx:|k8s:|base64:|script:|dns:|url:)/,
  ],
  ['protocol', 5, /j\W{0,6}n\W{0,6}d\W{0,6}i\W{0,3}:\s*(?:ldaps?|rmi|dns|nis|iiop|corba|nds|https?|\$)/],
]);

/** XML entities, server-side includes. */
export const MARKUP: ClassRules = classOf('markup', /<!|<\?|<esi|<xi:|xinclude|<!--#|<x:|<xsl/, [
  ['entity', 5, /<!entity\b|<!doctype\s+[\w:-]{1,40}\s*(?:\[|system|public)|<!element\b|<!attlist\b|<!doctype\s*\[/],
  [
    'include',
    5,
    /<!--\s*#\s*(?:exec|include|echo|config|printenv|set|fsize|flastmod|if)\b|<esi:|<xi:include|xinclude|<xsl:|<\?xml-stylesheet/,
  ],
  ['external', 5, /\b(?:system|public)\s+["'](?:file|https?|ftp|expect|php|jar|netdoc|gopher|\/|\w:)/],
  ['xml', 2, /<\?xml\b/],
  ['cdata', 3, /<!\[cdata\[/],
]);

export const LDAP: ClassRules = classOf('ldap', /[()*|&]/, [
  [
    'filter',
    5,
    /\*\)\s*\(|\)\s*\(\s*[|&!]|\(\s*[|&]\s*\(|\)\)\s*\(\s*[|&]|\*\)\)|^\*\(|\)\(\w{1,32}=\*|^\(?[|&!]\(\w{1,32}=|\(\s*!\s*\(|%28%7c|\w=\*\)|^[*)(|&]{3,}/,
  ],
  [
    'attribute',
    4,
    /\)\s*\(?(?:objectclass|uid|cn|userpassword|mail|sn|password|samaccountname|admin)\s*=|^\W{0,3}(?:objectclass|userpassword)=/,
  ],
]);

/** A value that ends its header and begins another. */
export const HEADER: ClassRules = classOf('header', /[\r\n\u010a\u010d\u560a\u560d]|%0[ad]|\\r|\\n/, [
  [
    'split',
    5,
    /(?:[\r\n]|%0[ad]|\\r|\\n|\u560a|\u560d|\u010a|\u010d)[\s\ufffd]{0,8}(?:set-cookie|location|content-(?:type|length|disposition|encoding)|http\/\d|x-[\w-]{2,30}|host|link|refresh|access-control[\w-]*|transfer-encoding|header-?\w*|crlf\w*|bcc|cc|to|subject|from|mime-version|test\w*|\w{0,20}injected?\w*|\w{0,10}inject\w*)\s*[:=]/,
  ],
  ['body', 4, /\n\s?(?:<(?:html|script|body|h1|svg)|http\/\d)/],
]);
