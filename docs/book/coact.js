// Colours for the examples of the book.
(function () {
    'use strict';

    // `COACT_BLESS=1 cargo test -p book` writes this line from the table of the words.
    const words = 'absolute accept accepted access actor add advised agenda aggregate allow allowed and apart apply as asc asked at automated automation automations bank before blocked building by call categorial command composite context ctp declare declared decline declined default delegate derived desc done due each else emits empty enforced entity enum event exactly example excludes execute executed executor external facts false fills for form from generated given if image import in initiator interval inverse is key law let level link lookup match matching max model new none not note nothing now of on opens or order ordinal otherwise pattern personal planned position precludes process product promise promised query question quit quitted ratio reads refuse refused reject rejected remove request requested requires retired retry revert revocation revoke rightness risk row rule run scalar screen set shows since sincerity slice some sort spec state stop stopped story system tacit then to transaction translation true truth unchecked unique unit upcast update value view was when where while zone';

    hljs.registerLanguage('coact', function (hljs) {
        return {
            keywords: { $pattern: /[a-z][a-z0-9]*/, keyword: words, literal: 'true false none' },
            contains: [
                hljs.COMMENT('//', '$'),
                hljs.QUOTE_STRING_MODE,
                // A name between backticks and a word before a colon are never words of the language.
                { className: 'symbol', begin: /`/, end: /`/ },
                { className: 'attr', begin: /[A-Za-z_]\w*(?=[ \t]*:)/ },
                { className: 'type', begin: /[A-Z]\w*/ },
                // Names with capitals, digits or lines in them and what stands behind a dot: no word is found inside.
                { begin: /[a-z_][a-z]*[A-Z\d_]\w*/ },
                { begin: /\.[A-Za-z_]\w*/ },
                { className: 'number', begin: /\b\d[\d_]*(?:-\d\d-\d\d(?:T[\d:.]+Z?)?|:\d\d(?::\d\d)?|\.\d+)?/ },
            ],
        };
    });

    document.querySelectorAll('code.language-coact').forEach(function (block) {
        hljs.highlightBlock(block);
    });
})();
