import { classOf, type ClassRules } from './rules.ts';

/** Programs that look for weaknesses say so, unless told not to. */
export const SCANNER_AGENTS: RegExp =
  /sqlmap|nikto|nmap|masscan|zgrab|zmap|acunetix|nessus|openvas|wpscan|dirbuster|dirb\b|gobuster|ffuf|fuzz faster|feroxbuster|nuclei|burp|owasp|\bzap\b|w3af|arachni|havij|jaeles|commix|xsstrike|dalfox|hydra|whatweb|qualys|netsparker|invicti|appscan|webinspect|skipfish|wfuzz|joomscan|droopescan|jbrofuzz|metasploit|pangolin|bbscan|sn1per|httpx - open|projectdiscovery|censysinspect|expanse|internet-measurement|l9explore|l9tcpid|leakix|xray|vega\/|grabber|paros|webshag|brutus|detectify|probely|intruder\.io|wapiti|tplmap|ssrfmap|log4j|morfeus|zmeu|muieblackcat|hello, world|xpymep|libredtail/;

/** What a service that does not have them is asked for only by someone who tries every door. */
export const SCANNER_PATHS: ClassRules = classOf('scanner', /[./]/, [
  [
    'secrets',
    5,
    /\/\.(?:env|git|svn|hg|bzr|aws|ssh|docker|kube|vscode|idea|npmrc|htaccess|htpasswd|ds_store|bash_history|config|circleci|travis|github|gitlab-ci|terraform|netrc|well-known\/\.)(?:[./?_-]|$)/,
  ],
  ['wordpress', 5, /\/(?:wp-(?:login|admin|content|includes|config|json|cron)|xmlrpc\.php|wordpress|wlwmanifest)/],
  [
    'consoles',
    5,
    /\/(?:phpmyadmin|pma|myadmin|mysqladmin|adminer|dbadmin|phpinfo|info\.php|test\.php|server-status|server-info|manager\/html|host-manager|jmx-console|web-console|admin-console|jenkins|script\b|solr\/|_ignition|telescope|horizon|debug\/pprof|debug\/default|_profiler|app_dev\.php|elmah\.axd|trace\.axd|console\/?$|actuator|jolokia|heapdump|h2-console|druid\/|nacos|swagger-ui|struts|invoker|owa\/|ecp\/|autodiscover|ews\/|remote\/fgt|dana-na|global-protect|vpn\/|cgi-bin|boaform|hnap1|gponform|setup\.cgi|goform|tmui|mgmt\/tm|sdk\/?$|evox|nmaplowercheck|cfide|lucee|axis2|seeyon|ueditor|fckeditor|ckfinder|kcfinder|elfinder|vendor\/phpunit|eval-stdin|thinkphp|index\.php\?s=)/,
  ],
  [
    'copies',
    5,
    /\/[\w.-]*(?:backup|dump|database|db|site|www|web|old|config|credentials|secrets?|private|id_rsa)[\w.-]*\.(?:sql|zip|tar|gz|tgz|bak|old|rar|7z|db|sqlite\d?|mdb|swp|save|orig|key|pem|ya?ml|env)(?:\.\w+)?$|\.(?:bak|old|swp|orig|save|sql|sqlite)~?$|~$/,
  ],
  [
    'shells',
    5,
    /\/(?:shell|cmd|c99|r57|b374k|wso|alfa|webshell|backdoor|up|upload|uploader|xleet|marijuana|0x|indoxploit)\d?\.(?:php\d?|jsp|aspx?)|\.(?:php\d?|aspx?|jspx?|cfm|cgi|pl)(?:$|\/)/,
  ],
]);
