import { classOf, type ClassRules } from './rules.ts';

const EVENTS =
  'abort|activate|after\\w+|animation\\w*|auxclick|before\\w+|begin|blur|bounce|cancel|can\\w+|change|click|close|contextmenu|copy|cuechange|cut|dblclick|drag\\w*|drop|duration\\w*|end|ended|error\\w*|finish|focus\\w*|formdata|fullscreen\\w*|gesture\\w*|gotpointercapture|hashchange|input|invalid|key\\w+|layout\\w*|load\\w*|lose\\w*|message\\w*|mouse\\w+|move\\w*|mozfullscreen\\w*|offline|online|page\\w+|paste|play\\w*|pause|pointer\\w+|popstate|progress|property\\w*|ratechange|ready\\w*|repeat|reset|resize\\w*|row\\w+|scroll\\w*|search|seek\\w+|select\\w*|show|stalled|start|stop|storage|submit|suspend|timeerror|timeupdate|toggle|touch\\w+|transition\\w*|unhandledrejection|unload|url\\w*|volumechange|waiting|webkit\\w+|wheel|zoom';

/** Signs of a page's code: elements that run something, handlers, addresses that are code, and what code asks for. */
export const XSS: ClassRules = classOf(
  'xss',
  /<|on[a-z]{3,24}\s*=|script|expression|alert|prompt|confirm|document|window|eval|import|\\x|\\u|fromcharcode|data:|constructor|location/,
  [
    ['script', 5, /<\s*\/?\s*script\b|<\s*script[\s/>]|<\w{1,10}:script\b/],
    ['handler-in-element', 5, new RegExp(`<[a-z!/?%][^<]{0,400}?[\\s"'/\`\\x0b\\x0c]on(?:${EVENTS})\\s*=`)],
    ['handler', 4, new RegExp(`(?:^|[\\s"'/\`;>])on(?:${EVENTS})\\s*=\\s*["'\`]?\\s*[\\w(\\[{&\\\\/!+~-]`)],
    [
      'handler-after-quote',
      5,
      new RegExp(`["'\`][\\s/>]{0,8}(?:[\\w-]{1,24}\\s*(?:=\\s*[\\w"'#]{0,24})?\\s+)?on(?:${EVENTS})\\s*=`),
    ],
    [
      'script-address',
      5,
      /(?:href|src|action|formaction|data|xlink:href|content|background|url|lowsrc|dynsrc|poster|code|to|from|values|srcdoc|=|^|["'(\s])\s*[=(]?\s*["'`]?\s*(?:j\s?a\s?v\s?a|v\s?b|live|jav)\s?s\s?c\s?r\s?i\s?p\s?t\s?:/,
    ],
    [
      'html-address',
      5,
      /data\s*:\s*(?:text\/(?:html|xml|javascript)|image\/svg|application\/(?:xhtml|javascript|x-javascript)|[;,]\s*base64|,\s*<|,\s*alert)/,
    ],
    [
      'frame',
      5,
      /<\s*(?:iframe|frame|frameset|object|embed|applet|base|isindex|bgsound|ilayer|layer|portal|fencedframe)\b/,
    ],
    ['drawing', 4, /<\s*(?:svg|math)\b/],
    [
      'animation',
      5,
      /<\s*(?:animate\w*|set|foreignobject|handler|use|annotation-xml|maction|mglyph)\b[^<]{0,200}(?:href|attributename|script|on\w+|=)/,
    ],
    [
      'style',
      4,
      /<\s*(?:style|link|meta|xml|xss|marquee|keygen|template|noscript|plaintext|listing|xmp|comment|textarea|title|noembed)\b[\s>/]/,
    ],
    ['style-code', 5, /\bexpression\s*\(|-moz-binding|behaviou?r\s*:\s*url|@import\s+["'(u]|@import["']/],
    [
      'call',
      3,
      /\b(?:alert|prompt|confirm|print|eval|settimeout|setinterval|atob|fetch|import|console\.log|execscript|\$\.getscript)\s*(?:[(`]|&lpar;|\/\*|\?\.\()/,
    ],
    [
      'call-with-proof',
      2,
      /\b(?:alert|prompt|confirm)\s*(?:\(|`|&lpar;)\s*(?:\d+|["'`]?xss|document|window|location|string|\/|["'`]|\))/,
    ],
    [
      'page',
      5,
      /\bdocument\s*(?:\.|\[)\s*["']?(?:cookie|domain|write\w*|location|body|documentelement|url\b|referrer|getelement\w*|queryselector\w*|createelement|vulnerable|title)/,
    ],
    [
      'window',
      4,
      /\b(?:window|self|top|parent|frames|globalthis|this)\s*(?:\.\s*(?:location|name|open|eval|alert|onerror|atob)|\[\s*["'`/\\(+!])/,
    ],
    ['location', 4, /\blocation\s*(?:\.(?:href|replace|assign|hash|search))?\s*(?:=|\()\s*["'`\w]/],
    ['characters', 4, /fromcharcode|\\x3c|\\u003c|&#0*60|&#x0*3c|unescape\s*\(|charcodeat/],
    [
      'escape-of-text',
      4,
      /["'`]\s*[;)+*,\]}-]{1,4}\s*\w{0,12}\s*(?:alert|prompt|confirm|eval|fetch|location|document|window|import|throw)\b/,
    ],
    ['element-after-quote', 4, /^[^<]{0,48}["'`]\s*\/?>\s*<?\s*[a-z!/]/],
    [
      'entity-element',
      3,
      /&lt;?\s*(?:script|img|svg|iframe|body)|<\s*(?:img|image|video|audio|body|input|details|select|button|form|table|td|div|a|p|source|track|area|map|br|b|h1|x)\b[^<>]{0,120}(?:src|href|style|background|action|data|poster|srcset)\s*=\s*["'`]?\s*(?:x\b|javascript|data:|#|\/\/|&|["'`]?\s*>|1\b|on\w+|url\()/,
    ],
    [
      'chained',
      5,
      /\bconstructor\s*(?:\.|\[)\s*["']?constructor|\[\s*["']constructor["']\s*\]|\)\s*\(\s*\)\s*["'`]?\s*\}\}/,
    ],
    ['script-symbols', 4, /\(!?\[\]\s*\+|\[\]\[\(|\(!\[\]\+\[\]\)|\+!\+\[\]|=~\[\]|\$=\$\.\$/],
    [
      'handlers-of-error',
      4,
      /\b(?:onerror|onload|onunhandledrejection)\s*=\s*(?:alert|eval|prompt|confirm|print|\w+\s*[;,(])|throw\s*(?:[{/'"`]|onerror|\d)/,
    ],
    [
      'source-map',
      3,
      /\/\/\s*#\s*sourcemappingurl|<!--\s*[-><'"`]|-->\s*<|<!\[cdata\[|\]\]>|<\?xml-stylesheet|<!doctype\s+\w*\s*\[/,
    ],
    ['broken-element', 3, /<\s*[a-z]+[\s/]+[^<>]{0,80}(?:\\x|%0|\\0)/],
  ],
);
