"""The rules by which English questions are read: domain-free, grouped, each with an example that runs as a test.

Categories: `N` a noun with what modifies it, `NP` a noun phrase, `MOD` an adjective, `V` a verb, `VP` what is said of a subject,
`PASS` a passive participle phrase, `RC` a relative clause, `GAP` a clause that lacks its object (in question order `INV`),
`S` a statement, `CL` the claims of a statement, `Q` a question. Terminals are lower-case names of classes of function words
(`WORDS`); `prep` carries the word itself.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec.structs import replace
from rdflib import Literal, URIRef

from msgraph.chart import Edge
from msgraph.composer import Composer
from msgraph.function_words import PARTICLES, PREPOSITIONS
from msgraph.lexicon import GRADABLE, Sense
from msgraph.meaning import (
    REFERENT,
    REFERENTS,
    STATEMENT,
    UNFILLED,
    UNUSUAL,
    Noun,
    Pred,
    Verb,
    claims_in,
    measurable,
    named,
)
from msgraph.plan import (
    Anything,
    Both,
    Count,
    Either,
    Evidence,
    Extreme,
    Grouped,
    Kind,
    Linked,
    List,
    Plan,
    Quantity,
    Set,
    Step,
    Subclasses,
    Thing,
    Truth,
    Under,
    Value,
    Without,
    parts,
)
from msgraph.question import TURNED, UNDONE, Link, english
from msgraph.vocabulary import RDF, XSD

# ------------------------------------------------------------------------------------------------------ function words

# fmt: off
WORDS: dict[str, str] = {
    "what": "what|whatever",
    "which": "which|what|whichever|what else|which else|which other ones|which others",
    "who": "who|whom|which group|which groups|which team|which researchers",
    "where": "where",
    "when": "when",
    "how": "how come|how so|why so|in which respects|in what respects|in which respect|in what respect|in which regard|how|in what way|in which way|in what ways|why|by what means|by which means",
    "howmany": "how many|how much|what number of|the number of|number of|count of|a count of|the count of|in how many|tally|tally the|tally up|add up the|count|"
               "count the|what's the number of|quantity of",
    "howmuch": "how much|by how much|how far|how strongly|to what extent|by what amount|how greatly|how often|how common|how frequent|how frequently|"
               "how soon|how long|how high|how low|how large|how big|how commonly|how quickly|how fast|how likely|how strong|how great|how many points|"
               "by what percentage|by what factor|what percentage of|what share of|what proportion of|what fraction of|what percent of|"
               "in how many|at what dose|at which dose|by how many points|how many percent|in what share of|in what proportion of|"
               "in what percentage of|size of|the size of|rate of|the rate of|frequency of|the frequency of|incidence of|the incidence of|"
               "magnitude of|what is the rate of|percentage of|proportion of|share of|how rare|how severe|how well|how many of",
    "det": "the|a|an|any|some|this|that|these|those|such|another|its own|certain|various|different|several|particular|specific|"
           "one of its|our|my|your|one of the|any of the|some of the|one|given|respective|known|all known|named|reported|recorded|available|possible|main|other|further|actual|current|currently available|existing",
    "all": "all|all the|all of the|every one of the|everything|each and every|any and all",
    "each": "each|every|each of the|each one of the|the individual|each single|any given",
    "degreed": "longer|shorter|better|worse|more|less|fewer|higher|lower|stronger|weaker|slower|faster|improved|reduced|increased|decreased|prolonged",
    "breakdown": "break|break down|split|split up|sort|group|divide|classify|breakdown of|a breakdown of|the breakdown of",
    "per": "per|for each|for every|in each|of each|by each|to each|with each|across|broken down by|grouped by|split by|for the different|for each of the",
    "no": "no|none of the|not any|zero",
    "both": "both|each of|all of",
    "either": "either",
    "neither": "neither",
    "nor": "nor",
    "firstly": "first|originally|initially",
    "and": "and|as well as|along with|together with|and also|plus|and at the same time|but also|and additionally|while also|also|alike and",
    "or": "or|or else|and or|respectively or",
    "but": "but",
    "except": "leaving aside|setting aside|disregarding|but never|and never|though not|but not yet|but not|and not",
    "besides": "except|except for|other than|besides|apart from|excluding|aside from|with the exception of|not counting|leaving out|beside|beyond",
    "without": "without|lacking|not including",
    "not": "not|n't|never|cannot|no longer|hardly",
    "aux": "do|does|did|can|could|may|might|will|would|shall|must|'d|'ll|ca|wo|need|able to|have to|has to|had to|need to|needs to|ought to|used to|got to|happen to|happens to",
    "be": "is|are|was|were|be|been|being|'s|'re|am|is being|are being",
    "have": "carry|carries|has|have|had|having|'ve|possess|possesses|own|owns|show|shows|bear|bears|face|faces|faced|feature|features|offer|offers|come with|comes with|"
            "entail|entails|exhibit|exhibits|pose|poses|present|presents|enjoy|enjoys",
    "interms": "in terms of|with respect to|with regard to|by way of|measured by",
    "lie": "lie|exist|stand|sit",
    "called": "called|named|known as",
    "contain": "contain|contains|contained|containing|include|includes|included|including|hold|holds|held",
    "that": "that|which|who|whom",
    "whose": "whose",
    "of": "of",
    "by": "by",
    "with": "with",
    "between": "between",
    "from": "from",
    "to": "to",
    "than": "than",
    "poss": "'s|'",
    "comma": ",|;|:|–|—",
    "kind": "kind|kinds|type|types|form|forms|sort|sorts|subtype|subtypes|class|classes|variety|varieties|subclass|subclasses|category|categories|"
            "variant|variants|example|examples|subset|subsets|sub-type|sub-types|subgroup|subgroups|version|versions|flavour|flavours|instance|instances",
    "imp": "table of|a table of|the table of|make a table of|tabulate|return me|would you mind telling me|would you mind listing|would you mind showing me|do you mind telling me|show|show me|list|give me|name|tell me|find|display|enumerate|i need|i want|i want to know|i would like to know|i'd like to know|"
           "i 'd like to know|i 'd like to see|i would like|i would like to see|can you tell me|could you tell me|can you list|can you name|could you list|"
           "do you know|please list|please name|please show|let me see|i am looking for|i 'm looking for|looking for|return|get|fetch|list me|name me|"
           "find me|identify|give|provide|i wonder|i was wondering|i am interested in|i 'm interested in|tell us|please tell me|please give me|"
           "would you tell me|would you list|show us|give us|what about|how about|can you show me|could you show me|i am curious|i 'm curious|i was curious|curious|just curious|help me understand|i would love to know|i 'd love to know|i 'd be interested in|i would be interested in|i am trying to find out|i 'm trying to find out|i am trying to understand|i 'm trying to understand|i want to understand|i would like to understand|i 'd like to understand|i have a question|quick question|question|my question is|i wonder about|do you happen to know|would you happen to know|any idea|do you have any idea|i need to know|i have to know|i would need|i 'd need|i am after|i 'm after|remind me|can anyone tell me|would you know|can you find out|can you say|could you say|could you name|search for|look up|"
           "i 'd be grateful for|i would be grateful for|i 'd appreciate|i would appreciate|could i have|can i have|may i have|could i get|a list of|the list of|"
           "i'd like to see|we need|let me know|can you give me|could you give me|state|specify|write down|output|print|help me find|can you find|i want to see|what are the names of|what is the name of",
    "whether": "it is true that|it is so that|it is the case that|it is correct that|is it shown that|was it shown that|has it been reported that|is it reported that|is it documented that|has it been demonstrated that|is it demonstrated that|isn't it true that|isn't it so that|isn't it the case that|whether|if|would you say that|would you say|do you think that|do you think|do we think that|can one say that|can it be said that|can we say that|is it fair to say that|does it look as if|is it possible that|could it be that|is it likely that|have they shown that|has it been shown that|has anyone shown that|is it established that|is it proven that|does the graph say that|is it clear that|do you agree that|am i right that|whether or not|is it true that|is it the case that|is it correct that|is it right that|is it so that|is it known whether|is it known that|is it a fact that",
    "light": "have there been|has there been|do you distinguish|do we distinguish|are distinguished between|can be distinguished|do you recognise|do you recognize|do we have|have we got|does one have|are on file|is on file|were carried out|were conducted|were done|were performed|have been carried out|have been conducted|have been done|have been performed|have been run|were run|took place|has anyone run|has anyone done|has anyone tried|has anybody run|has anybody done|did anyone run|did anyone do|has someone run|has anyone carried out|has anyone published|exist|exists|are there|is there|are known|is known|are covered|are recorded|are listed|are included|are reported|are described|are named|"
             "do you have|do you know|do you know of|does the graph know|does the graph hold|does the graph have|does the graph contain|have been described|"
             "have been reported|have been recorded|are in the graph|are available|there are|there is|can be found|are found|are documented|is covered|"
             "is included|is recorded|are we aware of|do we know|do we know of|do you cover|does the graph cover|does the graph list|have been named|"
             "have been listed|are mentioned|have been documented|are stored|is stored|are held|have been identified|were there|was there|"
             "does the database contain|does the database have|does the database know|has the graph|have you|are in there|are on record|are known of|"
             "does it know|are there in the graph|are there in all|are known to exist|are there in total|have been published|were published|"
             "are registered|is registered|were registered|are distinguished|are recognised|are recognized|are counted|are told apart|have been found|does the graph draw on|does the graph rest on|is the graph based on|does it rest on|does it draw on|is it based on|is it built on|are represented|are present|remain|remains|persist|are left|is left",
    "thereare": "have there been|has there been|there have been|there has been|there are|there is|are there|is there|were there|exist|exists|do you have|do you know|do you know of|are available|is available|available",
    "wherefind": "where can i eat|where can we eat|where can you eat|where can one eat|where could i eat|where do they serve|i want to eat|i would like to eat|i 'd like to eat|where can i buy|where can i find|where can i get|where can we find|where can we get|where can you find|where can you get|where can one find|where can one get|"
                 "where could i find|where do i find|where do i get|where do you find|where to find|where to get|where is there|where are there|where is a|where is an|"
                 "where are some|can i find|can i get|where i can find|where i can get|where we can find|where to go for|where is some|where i can have|where can i have",
    "place": "place|places|spot|spots",
    "percent": "which percentage of|which share of|which proportion of|which fraction of|what percentage of|what percent of|what share of|what proportion of|what fraction of|how many percent of|the percentage of|percentage of",
    "same": "the same|same",
    "anyone": "someone|somebody|anyone|anybody|something|anything",
    "nameword": "name|names|the name|the names|title|titles|the title|the titles",
    "unitword": "miles|mile|kilometers|kilometres|km|meters|metres|feet|inches|square miles|square mile|square kilometers|square kilometres|square km|sq km|square meters|"
                "square metres|acres|hectares|kilograms|kg|pounds|tons|tonnes|grams|hours|minutes|seconds|days|dollars|euros",
    "yearly": "a year|per year|annually|yearly|per annum|each year",
    "timeword": "year|date|day|month|time",
    "seen": "located|situated|seen|shown|found|observed|reported|known|recorded|demonstrated|documented|described|named|listed|detected|noted|measured|proven|confirmed|established|published|mentioned|given",
    "shownto": "shown to|known to|found to|reported to|said to|thought to|demonstrated to|seen to|observed to|able to|proven to|believed to|claimed to|"
               "capable of|supposed to|considered to|recorded to|proved to",
    "used": "to be expected from|to be expected with|to be expected after|expected from|expected with|expected after|use|uses|used|using|involve|involves|involving|involved|concern|concerns|concerning|employ|employs|employing|employed|apply|applying|applied|regard|regarding|"
            "have to do with|has to do with|linked to|linked with|associated with|related to|connected with|connected to|tied to|relate to|"
            "pertain to|pertaining to|belonging to|belong to|belongs to|attributed to|relevant to|relevant for|available for|exist for|exists for|there are for|apply to|reported for|recorded for|known for|seen with|seen after|come up with|came up with|turn up with|turned up with|turn up after|turned up after|go with|goes with|named for|listed for|described for|documented for|found in|known about|held by",
    "about": "about|on|appeared on|came out on|was written about|was written on|were written about|were written on|has been written about|has been written on|was published about|was published on|"
             "were published about|were published on|has been published about|has been published on|have been published about|have been published on|speak about|speaks about|speak of|speaks of|spoke about|deal with|deals with|dealing with|cover|covers|covering|concern|concerns|concerning|address|addresses|addressing|discuss|discusses|discussing|"
             "report on|reports on|reporting on|look at|looks at|looked at|study|studies|studied|examine|examines|examined|investigate|investigates|investigated|regarding|"
             "mention|mentions|mentioning|treat|describe|describes|describing|talk about|talks about|write about|wrote about|focus on|focuses on|focused on|"
             "are about|is about|touch on|say something about|warn about|warns about|warned about|warn of|warns of|warned of|analyse|analyze|analysed|analyzed|evaluate|evaluates|evaluated|published on|are on|is on|reported on|dealt with",
    "states": "reporting|stating|showing|saying|claiming|suggesting|demonstrating|indicating|report|reports|reported|state|states|stated|show|shows|showed|shown|claim|claims|claimed|say|says|said|find|finds|found|conclude|concludes|concluded|"
              "demonstrate|demonstrates|demonstrated|support|supports|supported|suggest|suggests|suggested|confirm|confirms|confirmed|"
              "provide evidence|give evidence|back|backs|prove|proves|proved|observe|observes|observed|describe|describes|described|note|noted|establish|established|indicate|indicates|indicated|discovered|discover",
    "ifany": "if any|if at all|if there are any|if there is any|if there are some",
    "suffers": "get|gets|got|gotten|develop|develops|developed|suffer|suffers|suffered|suffer from|suffers from|suffered from|experience|experiences|experienced|"
               "contract|contracted|become|becomes|became|come down with|die of|dies of|died of|end up with|have|had",
    "fails": "fail to|fails to|failed to|failing to",
    "denies": "fail to find|fails to find|failed to find|deny|denies|denied|contradict|contradicts|contradicted|refute|refutes|refuted|dispute|disputes|disputed|"
              "speak against|speaks against|spoke against|argue against|argues against|rule out|rules out|ruled out|found no evidence|find no evidence|"
              "found no sign|could not show|could not find|did not find|do not find|failed to show|fail to show|question|questions|questioned|counter|cast doubt on|go against|"
              "disagree|failed to confirm|could not confirm|did not show|disprove|disproves|disproved|contest|contests|contested|oppose|opposes|conflict with",
    "evidence": "evidence|proof|claim|claims|finding|findings|support|what evidence|backing|grounds|basis",
    "finding": "study|anyone|anybody|everyone|everybody|the literature|literature|researchers|authors|experts|scientists|investigators|observation|data|facts|fact|results|statements|statement|reports|references|citations|studies|research|observations|sources|papers",
    "idea": "the idea|the claim|the statement|the notion|the view|the assertion|the fact|the finding|the hypothesis|the assumption|the conclusion|the theory|the suggestion|the belief|the point|the link|the proposition",
    "strongest": "highest level of|best level of|highest grade of|strongest|best|most convincing|highest level|most reliable|most solid|top|highest quality",
    "path": "shortest path|shortest chain|shortest way|shortest route|path|paths|intermediate step|intermediate steps|intermediates|chain of links|chains of links|pathway|pathways|way|ways|chain|chains|chain of events|mechanistic route|route|causal chain|steps|sequence of events|mechanistic path|"
            "mechanistic link|trail|road|mechanistic pathway|causal path|causal pathway|explanation|mechanistic chain|line",
    "trace": "trace|follow|find|show|show me|explain|map|draw|give me|describe|trace out|walk me through|lay out|is there",
    "connecting": "connect|link|relate|join|tie",
    "relation": "relation|relationship|connection|link|association|relations|relationships|connections|links|interplay|interaction|tie|ties|correlation|associations",
    "effect": "effect|effects|impact|influence|impacts|consequences|action|role|bearing",
    "related": "related|connected|linked|associated|tied|involved|implicated|interrelated|tied together|linked together|connected together|correlated",
    "relate": "relate|connect|interact|fit together|hang together|go together|belong together|link up",
    "affect": "affect|affects|influence|influences|act on|acts on|impact|impacts|change|changes|alter|alters|work on|bear on|shape|shapes|modify|have an effect on|has an effect on|have an impact on",
    "compare": "differences and similarities of|differences and similarities between|the differences and similarities of|the differences and similarities between|similarities and differences of|"
               "the similarities and differences of|the similarities and differences between|compare|contrast|compare and contrast|juxtapose|comparison of|a comparison of|comparison between|differences between|difference between|the difference between|"
               "the differences between|what differences are there between|similarities and differences between|similarities between|weigh up|put|set|tell apart|tell me the difference between|distinguish|distinguish between|comparing|a comparison between|"
               "the comparison of|show a comparison of|how do you tell apart",
    "morethan": "more than|better than|faster than|more strongly than|more effectively than",
    "versus": "vs|vs.|versus|compared to|compared with|in comparison with|in comparison to|against|as opposed to|as compared to|as compared with|or rather|contrasted with|v|next to|alongside|beside",
    "differ": "differ from each other|differ from one another|compare to each other|compare with each other|compare to one another|measure up|measures up|stack up|differ|differs|sets|set|tells|differ from|differs from|different from|distinct from|distinguishes|distinguish|set apart|sets apart|stand against|stack up against|compare|compare with|compare to|compares with|compares to|different|unlike|separates|from each other",
    "sidebyside": "together|jointly|side by side|next to each other|head to head|against each other|beside each other",
    "common": "in common|shared|common|alike|jointly|mutual",
    "share": "share|shares|have in common|has in common|shared by|common to|have both|shared between|shared with|in common to|had in common|jointly have",
    "define": "spell out|could you spell out|can you spell out|write out|how would you define|how do you define|how can one define|how should one define|how does one define|how do we define|what do we understand by|what do you understand by|what is understood by|what does one understand by|define|definition of|the definition of|meaning of|the meaning of|what is meant by|what does|explain|explain what|explain the term|what do you mean by|what do we mean by|what do people mean by|what do they mean by|what do doctors mean by|what do scientists mean by|what do you call|what does one mean by|"
              "explain to me what|can you explain|can you explain what|could you explain|can you define|could you define|what's the meaning of|please define|what is the meaning of|what is the definition of|"
              "can you explain the term|explain the word|explain the concept of|the term|the word|what exactly is|what exactly are|give the definition of|give me the definition of|in a nutshell what is|what kind of thing is|what sort of thing is|"
              "i do not know what|i don't know what|remind me what|tell me what|do you know what|what precisely is|what actually is|could you tell me what|can you tell me what",
    "means": "short for|mean|means|stand for|stands for|refer to|refers to|signify|denote|is short for|stand for exactly|represent",
    "what_is": "what is|what are|which is|which are|which was|which were|what's|what 's|who is|who are|who was|who were|whats|what was|what were|what 're|what is a|what exactly is|what exactly are|what actually is|what s|who 's",
    "describe": "anything known about|some details on|some details about|a few details on|is anything known about|what is known of|is there anything on|is there anything about|anything about|anything on|a short summary of|short summary of|a brief summary of|a quick summary of|a short overview of|a quick overview of|a short description of|a description of|description of|"
                "read up on|i want to read up on|i 'd like to read up on|i would like to read up on|what does the graph hold on|give me the rundown on|the rundown on|rundown on|run me through|walk me through|the lowdown on|brief overview of|give me the lowdown on|give me a profile of|tell me about|tell me more about|tell me something about|describe|give me an overview of|overview of|an overview of|what do we know about|what do you know about|"
                "what is known about|what's known about|all that is known about|all that is known of|everything on|everything about|all about|summarise|summarize|summary of|a summary of|some information on|information on|information about|"
                "profile of|a profile of|i 'd like to learn about|i would like to learn about|i'd like to learn about|what can you tell me about|facts about|facts on|details of|details on|details about|"
                "show me the entry for|show the entry for|the entry for|entry for|introduce me to|introduction to|what does the graph know about|what does the graph say about|"
                "i want to learn about|i want to know about|i want to know more about|inform me about|brief me on|talk about|say something about|what have you got on|what do you have on|"
                "background on|give me information on|give me information about|more about|more on|what is there to know about|summarise what is known about|"
                "summarize what is known about|show me everything about|show me all about|give me the facts on|give me everything on|card for|show|show me|open|teach me about|tell us about|"
                "give me details on|give me a summary of|present|what should i know about|characterise|characterize|let me know about|could you tell me about|can you tell me about|please describe|i need information on|i need information about|everything known about|everything that is known about|everything we know about|all known about|list everything known about|show everything known about|fill me in on|report on|what does one know about|what is there on|show me what you have on|show me what you know about|learn about|info on|info about|some info on|what 's there to know about|what there is to know about|all there is to know about",
    "most": "the most|most|the most number of|the largest number of|the greatest number of|the highest number of|the biggest number of|the maximum number of|the greatest variety of|the widest range of|the widest variety of|the broadest range of|the greatest range of|the longest list of|the largest set of|the highest amount of|more than any other|the highest count of|the largest amount of|the greatest amount of",
    "fewest": "the fewest|fewest|the least|the smallest number of|the lowest number of|the minimum number of|least|the lowest count of",
    "often": "most frequently|most often|most commonly|most widely|most",
    "oftenest": "most frequently|most often|most commonly|most widely|most consistently|the most often|the most frequently",
    "commonest": "most common|commonest|most frequent|most popular|most usual|most typical|most prevalent|most often used|most widely used|most commonly used|most used",
    "rarest": "least common|rarest|least frequent|least popular|least used|most rare",
    "rarely": "least frequently|least often|least commonly|least widely|most rarely",
    "more": "more",
    "better": "better|superior to|more so",
    "over": "over",
    "less": "less",
    "between_numbers": "between|from|anywhere from|anywhere between",
    "numbers_to": "to|and|through|up to|until|till|-|–",
    "gt": "more than|over|greater than|above|larger than|bigger than|exceeding|in excess of|upwards of|higher than|beyond|>",
    "ge": "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum|from|starting from|starting at|>=|≥",
    "lt": "fewer than|less than|under|below|smaller than|lower than|<",
    "le": "at most|no more than|not more than|up to|a maximum of|maximum|<=|≤|or fewer than",
    "eq": "exactly|precisely|just|only|equal to|=|of exactly",
    "or_more": "or more|or over|or above|and more|or greater|plus|+|and over|and above|or higher|or larger",
    "or_less": "or fewer|or less|or below|or under|and fewer|and below|or lower|or smaller",
    "after": "after|since after|later than|following|more recently than|past|after the year",
    "before": "before|prior to|earlier than|until before|ahead of|before the year",
    "since": "since|from|starting|starting in|as of|beginning in|since the year|from the year",
    "until": "until|till|up to|through|by|until the year|up to the year",
    "in_year": "in|from|of|during|dated|for|within the year|in the year|during the year|of the year",
    "year_on": "on|onwards|onward|or later|and later|and after|or after|forward|or newer|and on|to date|and newer|or more recent",
    "year_back": "or earlier|and earlier|or before|and before|or older|and older",
    "sum": "total number of|the total number of|total|sum|sum of|the sum of|total of|the total of|combined|overall|altogether|the combined|the total|cumulative",
    "avg": "average|mean|the average|the mean|average of|the average of|mean of",
    "acc": "according to|based on|judging by|going by|as shown by|as shown in|supported by|backed by|relying on|rest on|rests on|resting on|drawn from|coming from|only from|from|on the basis of|by|in|with|within|for|among|amongst|during|"
           "as reported in|as reported by|as seen in|seen in|shown in|per|given|under|after|through|using|via|considering only|limited to|restricted to|that come from|that rest on|on|when given",
    "onlyin": "only in|solely in|exclusively in|just in|nowhere but in",
    "dispute": "disagreement|dispute|controversy|conflicting findings|conflicting evidence|conflicting results|conflicting claims|contradictory findings|contradictory evidence|contradictory results|contradictory claims|contradictions|contradiction|mixed evidence|"
               "mixed results|disagreements|a dispute|a disagreement|a controversy|debate|conflict|opposing findings|opposing evidence|inconsistent findings|inconsistent results|differing results|differing findings|opposing claims|divided opinion|conflicting reports|conflicting data|contradictory reports|inconsistency|discrepancy",
    "mentions": "name|names|mention|mentions|list|lists|describe",
    "fewer": "fewer|less|lower|reduced|decreased|a drop in|a fall in|a decline in|lower levels of|less frequent|less common",
    "raised": "more|higher|increased|raised|a rise in|higher levels of|more frequent|more common",
    "while": "while|whilst|at the same time as",
    "overlapping": "overlap|an overlap|any overlap|common ground",
    "accord": "agreement|consensus|unanimity|general agreement|a consensus|full agreement|complete agreement|broad agreement|wide agreement|general consensus|a general consensus|clear consensus|a clear consensus|broad consensus|a broad consensus",
    "undisputed": "undisputed|uncontested|uncontroversial|beyond dispute|beyond doubt|agreed",
    "appear": "appear|appears|appeared|figure|figures|figured|feature|features|featured|turn up|turns up|show up|shows up",
    "disputed": "divided|at odds|undecided|in disagreement|both supporting and opposing claims|both supporting and refuting claims|both supporting and opposing evidence|both supporting and contradicting claims|claims for and against|a matter of debate|a matter of dispute|a matter of controversy|up for debate|open to debate|a point of contention|reported by some and denied by others|reported by some but not by others|seen by some and not by others|found by some and not by others|supported by some and refuted by others|disputed|contested|controversial|debated|contradicted|in dispute|contentious|conflicting|under dispute|unsettled|disagreed on|called into question|inconsistent|contradictory|challenged|mixed",
    "disagree": "disagree|disagrees|contradict each other|differ|conflict|diverge|contradict one another|are at odds|clash|vary",
    "agree": "of the opinion|of one mind|in agreement|unanimous|agreed|agree|concur|are in agreement|are consistent|are unanimous|see eye to eye",
    "refuted": "refuted|disproved|ruled out|denied|not confirmed|rejected|disproven|debunked|found not to hold",
    "sides": "what speaks for and against|what is there for and against|both sides|for and against|pros and cons|the pros and cons|each side|both the evidence for and against|evidence for and against|arguments for and against",
    "against": "against|contrary to|opposing|contradicting|refuting|that contradicts|that speaks against|not supporting|counter to",
    "none": "none",
    "as": "as|being|acting as|serving as|as one of|in the role of",
    "pro": "it|they|them|these|those|he|she|this|that|the two|these two|those two|the former|all of them|any of them|all of these|both of them|each other|the same|each one|such a thing",
    "filler": "in plain words|in plain language|in simple words|in a nutshell|in layman 's terms|in lay terms|and give me the numbers|and tell me the numbers|and count them|with numbers|could somebody|can somebody|could someone|can someone|can anyone|could anyone|would someone|could you please|can you please|could you|can you|would you|would you please|as well|hello there|hi there|excuse me|sorry|good evening|let us|to me|for me|to us|in detail|briefly|in short|in simple terms|in plain english|really|so|right|again|in a few words|by the way|well|for my paper|for a talk|"
              "you know|in general|in the graph|in your data|in your graph|in your database|in your records|in your collection|in the dataset|in this graph|in the database|in total|in all|all in all|at all|of all|of them all|as far as is known|as far as you know|i wonder|i ask|as a rule|if any|first of all|i was asked|in the literature|if known|hello|"
              "if possible|one by one|in your own words|in one sentence|in full|good morning|good day|dear all|so to speak|for short|of interest",
    "howknow": "on what grounds is it said that|on what grounds is it claimed that|on what basis is it said that|what do we base the statement on|what do we base the claim on|what is the statement based on|what is the claim based on|on what is the claim based|on what is the statement based|where does the claim come from|"
               "where does the statement come from|where does the idea come from|what is behind the claim|can you back up|can you back up the claim|can you support|can you support the claim|can you prove|how strong is the evidence|how good is the evidence|how convincing is the evidence|how reliable is the evidence|how solid is the evidence|how do we know|how do you know|how is it known|how can we be sure|how sure is it|how sure is that|how certain is that|how sure are they|how reliable is that|how solid is that|are you sure|are they sure|is that certain|is it certain|why should i believe|why should one believe|why do people think|why do people say|why is it said|why do people claim|why is it claimed|why is it thought|why do they say|why do some say|what makes you think|on what grounds do you say|"
               "on what does the claim rest|on what does it rest|what is the basis for the claim|what is the basis for saying|what backs up|what backs|why do we think|why do you say|what makes us believe|what tells us|what shows|what proves|what suggests|what indicates|how certain is it|where does it say|what is the proof|what are the grounds for saying|what is known to support|on what evidence do we say|what is there to show|what do we have to show|how well supported is it|how well supported is the claim|how solid is the claim|what speaks for",
    "tells": "tell us about|say about|tell about|report about|show about|reveal about|tell me about|say on|report on|find about|find on|find regarding|show on|report regarding|conclude on|observe on|observe about|conclude about|have to say about|tell us on|find for|show for",
    "overlap": "overlap between|intersection of|the overlap between|the overlap of|the intersection of|what is common to|common ground between|the common ground between",
    "amounts": "effect|effects|comparison|people|point|points|gain|gained|drop|dropped|fall|fell|rise|rose|change|changed|reach|reached|occur|occurs|occurred|happen|happened|happens|got|receive|received|rate|share|need|needs|"
               "common|often|much|year|years|month|months|week|weeks|day|days|percent|percentage|ratio|size|level|levels|mean|median|average|baseline|end|score|scores|come|came|take|takes|took|go|went|last|lasted|being|high|low|get|gets",
    "highest": "highest|largest|greatest|biggest|maximum|maximal|top|most",
    "lowest": "lowest|smallest|least|minimum|minimal|fewest",
    "dwell": "live|lives|living|stay|stays|reside|resides|dwell|dwells|are there|are|is|exist|were|work|works",
    "sub": "sub",
    "article": "a|an",
    "non": "non",
    "onavg": "on average|on the average|in the mean",
    "latest": "most recently|last|latest|the last|the latest",
    "earliest": "first|earliest|least recently|the first|the earliest",
    "ranked": "rank|ranking of|a ranking of|the ranking of|sort|order",
    "joins": "links|connects|joins|ties|link|connect|relates|bridges",
    "nothing": "nothing|nobody|no one|none of them",
    "among": "among|amongst|one of|part of the",
    "the": "the",
    "saidabout": "what does the graph say about|what does the graph know about|what do the sources say about|what does the literature say about|what do papers say about|"
                 "what do studies say about|what is said about|what is reported about|what is reported on|what does research say about|what does the evidence say about",
    "purpose": "role|roles|function|functions|purpose|job|part",
    "happens": "happens to|happened to|becomes of|happen to|occurs to",
    "belongs": "fall under|falls under|come under|comes under|count among|counts among|belong to the group of|belongs to the group of|belongs under|belong under|belong to|belongs to|is classed under|are classed under|is grouped under|are grouped under",
    "whom": "according to whom|by whom is it said that|who reports that|who found that|who says that|by whom was it shown that|in whose view",
    "possdet": "its|their|his|her",
    "rarity": "common|frequent|rare|uncommon|infrequent|likely|unlikely",
    "acts": "do|does|did|done|doing",
    "unique": "unique to|exclusive to|specific to|peculiar to|only found in|found only in|only found with|found only with|particular to",
    "greater": "more|a greater number of|a larger number of|a higher",
    "smaller": "fewer|less|a smaller number of|a lower",
    "lastly": "comparison|a comparison|difference|the difference|differences|the differences|distinction",
    "measureword": "figures for|figures on|numbers for|numbers on|the figures for|the numbers for|data for|statistics for|statistics on|rate of|rates of|value of|values of|values for|frequency of|incidence of|odds of|chance of|likelihood of|probability of",
    "degree": "whole|entire|intact|additional|overall|own|current|present|transplanted|lasting|typical|common|so-called",
    "catena": "come to|comes to|end up|ends up|manage to|manages to|help to|helps to|help|helps|begin to|start to|tend to|tends to|serve to|serves to|go about|come to be|have come to|get to|gets to|go on to|goes on to|seem to|seems to|appear to|appears to|work by|works by",
    "counts": "count|counts|qualify|qualifies|classify|serve|serves|act|acts|rank|ranks|be classed|are classed|is classed|are regarded|is regarded|are considered|is considered|are seen",
    "only": "only|solely|just|exclusively|merely|purely",
    "there": "there",
    "various": "different|various|several|distinct|diverse",
    "heard": "i keep seeing|i often see|i often read about|i came across|i read about|i heard of|i heard about|i have read about|i have heard of|i have heard about|i keep reading about|i keep hearing about|i saw|i found|we came across|we read about|people talk about|everybody talks about",
    "tag": "right|correct|true|yes|no|is that right|is that correct|is that true|is it true|true or false|yes or no|is n't it|do n't they|does n't it|are n't they|is that so|or not|am i right",
    "leads": "lead|leads|go|goes|run|runs",
    "linking": "linking|connecting|relating|tying|associating",
    "so": "so|as much|such",
    "lack": "lack|lacks|lacked|go without|goes without|went without|do without|does without|did without|manage without|manages without|leave out|leaves out|left out|omit|omits|omitted",
    "meaning": "definition|meaning|explanation|explained|defined",
    "knows": "you have|you know|we have|we know|you have got|you 've got|the graph has|the graph knows|the graph holds|the graph contains|the graph says|"
             "is known|there is|is there|do you have|do you know|do we have|do we know|have you got|does the graph have|does the graph know|does the graph hold|"
             "you can tell me|you can find|is recorded|is written|is said",
    "rateword": "change|changes|rate|rates|ratio|percentage|proportion|share|frequency|incidence|odds|probability|magnitude|figure|figures|number|numbers|median|mean|average",
    "anything": "anything|something|a lot|much|nothing",
    "using": "working with|using|the use of|use of|giving|making use of",
    "chance": "rate of|the rate of|odds of|the odds of|chance of|the chance of|chances of|likelihood of|the likelihood of|probability of|the probability of|"
              "level of|the level of|levels of|the levels of|amount of|the amount of|frequency of|the frequency of|incidence of|the incidence of|"
              "degree of|the degree of|extent of|the extent of|occurrence of|the occurrence of|number of|the number of|speed of|the speed of",
    "lightverb": "lead to|leads to|led to|result in|results in|resulted in|cause|causes|caused|bring about|brings about|brought about|produce|produces|produced|show|shows|showed|shown|"
                 "give|gives|gave|yield|yields|yielded|achieve|achieves|achieved|mean|means|bring|brings|brought|have|has|had|make for|makes for|go with|goes with",
    "thing": "thing|things",
    "untrue": "it is not so that|it is not true that|it is not the case that|it is untrue that|it is false that",
    "ones": "the ones|those|the one|ones|that",
    "told": "i have read|i 've read|i read|i have heard|i 've heard|i heard|i was told|i am told|i have been told|i 've been told|people say|they say|it is said|it is often said|somebody told me|someone told me",
    "naming": "is it right to call|is it correct to call|is it fair to call|is it accurate to call|may one call|should one call|should we call|would you call|could one call|can one call|can we call|do you call|does one call|could you call",
    "single": "one|ones",
    "consistent": "consistent|unanimous|in agreement|in line|uniform|concordant|in harmony",
    "excluded": "excluded|excepted|aside|not included|left out|not counted|apart",
    "based": "based|founded|built|resting",
    "behind": "behind",
    "group": "group|family|set|class|category|heading",
    "toowho": "that also|which also|who also",
    "exert": "play|plays|played|exert|exerts|exerted",
    "becomes": "get|gets|got|become|becomes|became",
    "performed": "done|carried out|conducted|performed|run|undertaken|organised|organized",
    "outside": "outside|outside of|elsewhere than in|anywhere but in",
    "anyother": "any other|any other one|any others|any of the others|all others|all the others|all other ones|the others|every other",
    "stepwise": "step by step|link by link|in several steps|over several steps|via several steps|through several steps|indirectly",
    "you": "you|we|i|one",
    "sorted": "sorted|ranked|ordered|arranged|in the order",
    "makes": "make|makes|made|making|let|lets|cause|causes|caused|get|gets|got|drive|drives|drove",
    "goup": "go up|to go up|rise|to rise|climb|to climb|grow|to grow",
    "godown": "go down|to go down|fall|to fall|drop|to drop|sink|to sink|shrink|to shrink",
    "whendone": "when|whenever|once|if",
    "done": "used|given|performed|administered|applied|carried out|done|injected|infused|present|added|transplanted",
    "filed": "fall|belong|come|sit|rank|classed|classified|filed|grouped|listed|categorised|categorized|subsumed|ranged",
    "contested": "as some claims say and others deny|as some say and others deny",
    "contradicted": "as claims deny",
    "undecided": "whether claims say so or deny it",
    "carrying": "carry|carries|bear|bring|involve|entail|pose",
    "yet": "supposed|alleged|claimed|assumed|supposedly|presumed|purported",
}
# fmt: on
"""Classes of function words; phrases are separated by bars. No word of a domain stands here."""

# fmt: off
FRAMES: dict[str, frozenset[str]] = {frame: frozenset(said.split()) for frame, said in {
    "define": "refer refers full name stand stands short define defined defining definition mean means meant meaning word words term terms abbreviation acronym concept notion understand clarify explain explanation",
    "describe": "about describe description hear read learn know known tell say said sum summary summarise summarize profile record overview information info facts background brief entry",
    "compare": "differ differs different difference differences compare compares compared comparison contrast better worse superior inferior similar similarities distinguish alike "
    "effective safe safer stronger weaker preferable beat beats",
    "path": "chain chains path paths pathway pathways route step steps way lead leads leading get gets happens cascade mechanistic trace between",
}.items()}
"""Words that say what is wanted of the things that a question names, where nothing else is said of them."""
FRAMING = frozenset(
    "a an the any some this that these those and or but so i we you us me one it they them do does did can could will would should may might be is are was were been am "
    "have has had let 's 'd 'll 're 'm n't not on of to from for in with behind at by as up what where how which there something anything everything want like love wish need "
    "see find give show present exist exists put mechanistic causal short quick step more less than well as work works".split()
)
"""Words that may stand beside them."""
IGNORED = frozenset(
    "please also actually currently really ever so far yet already exactly then basically specifically generally usually typically "
    "overall too kindly today now still indeed even perhaps maybe simply just thanks thank you hi hey ok okay together ? ! . ( ) \" ' “ ” … - / [ ] "
    "directly straight ultimately eventually apparently reportedly altogether namely e.g. i.e. etc alike very much = $ € £ lang".split()
) - {"you", "just", "together", "so", "far", "much"}
# fmt: on
NOW = frozenset(("currently", "still", "now", "today"))
"""Of these, the words by which somebody asks what is so today."""


def telling(words: Sequence[str], part: Iterable[int], *, without: str = "") -> list[int]:
    """The places of the words that say something; `without`: characters that do not either.

    What separates parts of a question separates nothing where one side of it says nothing: "the mechanisms, please".
    """
    kept = [
        at
        for at in part
        if words[at] not in without
        and (
            words[at].lower() not in IGNORED
            or (words[at].lower() in _EXACT and _counts(words, at + 1))
            or (words[at].lower() == "also" and at and words[at - 1].lower() in _RELATIVE)
        )
    ]
    while kept and words[kept[0]] in SEPARATORS:
        del kept[0]
    while kept and words[kept[-1]] in SEPARATORS:
        del kept[-1]
    return kept


SEPARATORS = ",;:"

_RELATIVE = frozenset(WORDS["that"].split("|"))
"""After these "also" says that what follows adds to what was said before."""


def _counts(words: Sequence[str], at: int) -> bool:
    return at < len(words) and _number(words[at]) is not None


INSIDE_A_NAME = 0.2
"""What it costs to take a word for more than a part of the name in which it stands."""
PRONOUNS = dict.fromkeys(("it", "he", "she", "him"), REFERENT) | dict.fromkeys(
    ("they", "them", "these", "those", "one", "ones", "that"), REFERENTS
)
NUMBER_WORDS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {
    "dozen": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "once": 1,
    "twice": 2,
}
MONTHS = {
    word: number
    for number, words in enumerate(
        "january jan|february feb|march mar|april apr|may|june|july jul|august aug|september sep sept|october oct|november nov|december dec".split(
            "|"
        ),
        1,
    )
    for word in words.split()
}
SCALES = {word: NUMBER_WORDS[word] for word in ("dozen", "hundred", "thousand", "million")} | {
    "billion": 1_000_000_000,
}
"""Words that multiply the number before them."""
ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        2,
    )
    for word in words.split()
}
_PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {}
for _category, _phrases in WORDS.items():
    for _phrase in _phrases.split("|"):
        _words = tuple(re.sub(r"(?<=[a-z])('(?:s|d|ll|re|ve|m)|n't)\b", r" \1", _phrase).split())
        _PHRASES[_words] = (*_PHRASES.get(_words, ()), _category)
_LONGEST_FROM: dict[str, int] = {}
"""How many words the longest phrase has that begins with a word."""
for _words in _PHRASES:
    _LONGEST_FROM[_words[0]] = max(_LONGEST_FROM.get(_words[0], 0), len(_words))
_EXACT = frozenset(WORDS["eq"].split("|"))
LITTLE_WORDS = (
    frozenset(phrase[0] for phrase in _PHRASES if len(phrase) == 1 and phrase[0].isalpha())
    | IGNORED
    | PREPOSITIONS
    | PARTICLES
    | frozenset(NUMBER_WORDS)
    | FRAMING.union(*FRAMES.values())
    | frozenset(ORDINALS)
)
"""Words that say something to a rule by themselves."""
FUNCTION_WORDS = LITTLE_WORDS.union(word for phrase in _PHRASES for word in phrase if word.isalpha())


_STATING = frozenset(WORDS["states"].split("|"))


def leaves(words: Sequence[str], links: Iterable[Link], composer: Composer) -> Iterator[Edge]:
    """The edges of function words, numbers and linked spans; positions count the words."""
    lower = [word.lower() for word in words]
    links = list(links)
    inner = {
        at
        for link in links
        if any(sense.kind == "thing" for sense in link.senses)
        for at in range(link.start + 1, link.end - 1)
    }
    dated = not MONTHS.keys().isdisjoint(lower)
    particles = PARTICLES | {sense.particle for link in links for sense in link.senses if sense.tail}
    for start, word in enumerate(lower):
        if word in particles:
            yield Edge("part", start, start + 1, word, 0.0)
        if word in PRONOUNS and (word != "that" or start == len(lower) - 1):
            yield _pronoun(PRONOUNS[word], start, start + 1)
        if word == "both" and start == len(lower) - 1:
            yield _pronoun(REFERENTS, start, start + 1)
        if word in ("two", "latter", "former") and start and lower[start - 1] in ("the", "these", "those"):
            yield _pronoun(REFERENTS, start - 1, start + 1)
    for start, word in enumerate(lower):
        for end in range(start + 1, min(len(lower), start + _LONGEST_FROM.get(word, 0)) + 1):
            for category in _PHRASES.get(tuple(lower[start:end]), ()):
                pointing = category == "det" and word == "that" and end == start + 1
                if pointing and start and lower[start - 1] in _STATING:
                    # What they show that is so, and not that one.
                    continue
                # After a noun "that" is hardly ever a determiner.
                cost = (0.15 if pointing else 0.0) + (INSIDE_A_NAME if start in inner else 0.0)
                yield Edge(category, start, end, _CONSTANTS.get(category), cost)
        if word in ORDINALS:
            yield Edge("ord", start, start + 1, ORDINALS[word], 0.0)
        if word in PREPOSITIONS:
            yield Edge("prep", start, start + 1, word, 0.0)
        if word[:1].isdecimal() and (decade := re.fullmatch(r"(\d\d\d0)'?s", word)):
            yield Edge("decade", start, start + 1, Literal(int(decade[1])), 0.0)
        for end, days in _days(lower, start) if dated else ():
            yield Edge("days", start, end, days, 0.0)
        number = _number(words[start])
        if number is not None:
            yield Edge("num", start, start + 1, number, 0.0)
            if start + 1 < len(lower) and (times := SCALES.get(lower[start + 1])):
                many = number.toPython() * times
                yield Edge("num", start, start + 2, Literal(int(many) if many == int(many) else many), 0.0)
            if 1000 <= float(number) <= 2100 and re.fullmatch(r"\d{4}", words[start]):
                yield Edge("year", start, start + 1, number, 0.0)
    for link in links:
        yield from _linked(link, composer, " ".join(words[link.start : link.end]))


def _pronoun(iri: URIRef, start: int, end: int) -> Edge:
    return Edge("NP", start, end, Noun(Thing(iri), iri=iri, bare=True), 0.3, "pronoun")


def _days(words: Sequence[str], start: int) -> Iterator[tuple[int, tuple[Literal, Literal]]]:
    """Where a date ends that begins there, with its first day and its last: a month, or one day of it."""
    patterns = (("m", "y"), ("d", "m", "y"), ("m", "d", "y"), ("m", "d", ",", "y"), ("m", ",", "y"))
    for pattern in patterns:
        said = dict(zip(pattern, words[start : start + len(pattern)], strict=False))
        month = MONTHS.get(said.get("m", ""))
        day = re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)?", said.get("d", "1"))
        if (
            month is None
            or day is None
            or not re.fullmatch(r"[12]\d\d\d", said.get("y", ""))
            or said.get(",", ",") != ","
        ):
            continue
        year, most = int(said["y"]), monthrange(int(said["y"]), month)[1]
        ends = (int(day[1]), int(day[1])) if "d" in pattern else (1, most)
        if 0 < ends[0] <= most:
            first, last = (Literal(f"{year}-{month:02}-{each:02}", datatype=XSD.date) for each in ends)
            yield start + len(pattern), (first, last)


def _number(word: str) -> Literal | None:
    if not word[:1].isdecimal():
        return Literal(NUMBER_WORDS[word.lower()]) if word.lower() in NUMBER_WORDS else None
    text = word.replace(",", "")
    if re.fullmatch(r"\d+", text):
        return Literal(int(text))
    if found := re.fullmatch(r"(\d+)k", text, re.IGNORECASE):
        return Literal(int(found[1]) * 1000)
    if re.fullmatch(r"\d+\.\d+", text):
        return Literal(text, datatype=XSD.decimal)
    return None


def _linked(link: Link, composer: Composer, written: str) -> Iterator[Edge]:
    """The edges of one linked span; `written` is how it stands in the question."""
    if link.form == UNDONE:
        yield from _undone(link, composer)
        return
    number = any(
        sense.kind == "relation" and sense.role in ("objectNoun", "unit") and composer.is_numeric(Step((sense.iri,)))
        for sense in link.senses
    )

    def edge(category: str, meaning: Any, cost: float = 0.0) -> Edge:
        if number and isinstance(meaning, Noun) and meaning.numeric is None and not meaning.is_class:
            meaning = replace(meaning, measured=True)
        return Edge(category, link.start, link.end, meaning, cost, "known")

    ontology = composer.ontology
    verbs: dict[tuple[str | None, bool, str], dict[str | None, list[URIRef]]] = {}
    single: set[tuple[str | None, bool, str]] = set()
    """Those of which a relation is named itself, and not only one that stands above others."""
    nouns: dict[bool, list[URIRef]] = {}
    attributes: dict[tuple[bool, frozenset[URIRef]], list[URIRef]] = {}
    classes: list[URIRef] = []
    named_class = any(sense.kind == "class" for sense in link.senses)
    things = [sense for sense in link.senses if sense.kind == "thing"]
    namesakes = _namesakes(link, composer)
    for group in namesakes:
        nouns_ = [noun for sense in group if (noun := composer.noun(sense)) is not None]
        types = frozenset[URIRef]().union(*(noun.types or () for noun in nouns_))
        yield edge(
            "N", Noun(Either(tuple(noun.set for noun in nouns_)), types, bare=True), 0.0 if group[0].preferred else 0.05
        )
    for sense in link.senses:
        match sense.kind, sense.role:
            case "thing", role:
                noun = composer.noun(sense)
                if noun is None:
                    continue
                if role == "adjective":
                    yield edge("MOD", noun)
                else:
                    shared = UNUSUAL if any(sense in group for group in namesakes) else 0.0
                    turned = 0.3 if link.form == TURNED else 0.0
                    usual = 0.0 if sense.preferred else UNUSUAL
                    # A genre is one; "comedies" are what is of that genre.
                    called = [*composer.called(noun)] if role == "name" else []
                    several = any(sorts for _, sorts in called) and written.casefold() != sense.name.casefold()
                    yield edge("N", noun, usual + shared + turned + 0.12 * named_class + 0.1 * several)
                    for bearing, sorts in called:
                        yield edge("N", bearing, 0.0 if sorts and several else 0.1)
            case "phrase", role:
                of = composer.reach(
                    Step(sense.relations), Noun(Thing(sense.iri), sense.classes, iri=sense.iri, bare=True)
                )
                if of is not None:
                    yield edge("PASS", of, 0.05) if role == "predicate" else edge("VN", (link.form, of), 0.05)
            case "class", _:
                classes.append(sense.iri)
            case "value", "verb" if sense.value is not None:
                of = composer.reach(Step((sense.iri,)), Noun(Value(sense.value), None, bare=True))
                if of is not None:
                    yield edge("VN", (link.form, replace(of, settled=True)))
            case "value", _:
                noun = composer.noun(sense)
                # A text that only repeats the name of the thing that bears it ("key") is no other meaning of the name.
                repeated = any(other.kind == "thing" and other.classes & sense.classes for other in link.senses)
                if noun is not None and composer.sorts(sense.iri):
                    yield edge("N", Noun(composer.linked(Step((sense.iri,)), noun), composer.sides(sense.iri)[0]), 0.1)
                if noun is not None and not repeated:
                    # Written with the capitals of a text, and not of a thing, it is likelier the text.
                    exact = written == str(sense.value) and not any(other.name == written for other in things)
                    yield edge(
                        "N",
                        noun,
                        0.9 if (things or named_class) and not exact else 0.3 if len(link.senses) == 1 else 0.5,
                    )
            case "relation", "more" | "less":
                yield edge("GRAD", (sense.iri, link.form, sense.role == "more"), 0.0 if sense.preferred else 0.2)
            case "relation", "judged":
                yield edge("JUDGED", Step(tuple(dict.fromkeys(ontology.below(sense.iri)))))
            case "relation", "verb" | "participle" | "predicate":
                known = ontology.relations.get(sense.iri)
                if known is None:
                    continue
                lone = not (known.claimed or known.below)
                key = (sense.particle, sense.inverse, sense.role + (f" {sense.iri}" if lone else ""))
                if not known.below:
                    single.add(key)
                verbs.setdefault(key, {}).setdefault(sense.preposition, []).extend(ontology.below(sense.iri))
            case "relation", "fellow":
                yield edge("FELLOW", Step((sense.iri,)))
            case "relation", "eventNoun":
                nouns.setdefault(True, [])
                yield edge("EV", Step(tuple(dict.fromkeys(ontology.below(sense.iri)))))
            case "relation", role:
                known = ontology.relations.get(sense.iri)
                if known is None:
                    continue
                inverse = role != "subjectNoun"
                if known.claimed or known.below:
                    nouns.setdefault(inverse, []).extend(ontology.below(sense.iri))
                else:
                    attributes.setdefault(
                        (inverse, known.domain if known.kind in ("thing", "text") else frozenset((sense.iri,))),
                        [],
                    ).append(sense.iri)
    for inverse, relations in nouns.items():
        if relations:
            role_noun = composer.role_noun(Step(tuple(dict.fromkeys(relations)), inverse))
            if role_noun is not None:
                # "Ingredients of X" are of the class of that name as well as at the end of the relation of that name.
                same = [cls for cls in classes if composer.compatible(role_noun.types, frozenset((cls,)))]
                if same:
                    role_noun = replace(role_noun, set=Kind((same[0],)), types=frozenset((same[0],)))
                if inverse and any(sense.role == "eventNoun" for sense in link.senses):
                    role_noun = replace(role_noun, event=True)
                yield edge("N", role_noun, UNFILLED)
    for (inverse, _), relations in attributes.items():
        # Properties of one class that share a noun are one property in two forms: a rival as a thing or in words.
        role_noun = composer.role_noun(Step(tuple(dict.fromkeys(relations)), inverse))
        if role_noun is not None:
            role_noun = replace(role_noun, superlative=_superlative(link, relations))
            unsaid = not any(sense.preferred for sense in link.senses if sense.iri in relations)
            apart = 0.1 if ontology.relations[relations[0]].about_claims else 0.02
            yield edge("N", role_noun, UNFILLED + apart + (UNUSUAL if unsaid else 0.0))
    for cls in dict.fromkeys(classes):
        wider = any(other != cls and other in ontology.subs(cls) for other in classes)
        yield edge("N", Noun(Kind((cls,)), frozenset((cls,)), iri=cls, is_class=True, bare=True), 0.3 if wider else 0.0)
    for (particle, inverse, role), by_preposition in verbs.items():
        kind = role.split(" ")[0]
        if kind == "participle" and not inverse:
            dated = [iri for found in by_preposition.values() for iri in found if composer.is_numeric(Step((iri,)))]
            if dated:
                step = Step(tuple(dict.fromkeys(dated)))
                yield edge("VDATED", Verb(step, particle, form=link.form, kind="participle"))
        if kind == "participle" and link.form != "past":
            continue
        alike: dict[tuple[URIRef, ...], set[str | None]] = {}
        for preposition, relations in by_preposition.items():
            alike.setdefault(tuple(dict.fromkeys(relations)), set()).add(preposition)
        for relations_, prepositions in alike.items():
            step, several = Step(relations_, inverse), link.end - link.start > 1
            verb = Verb(step, particle, frozenset(prepositions), link.form, kind, phrase=several)  # type: ignore[arg-type]
            loose = 0.1 if " " in role else UNUSUAL if single and (particle, inverse, role) not in single else 0.0
            yield edge({"verb": "V", "participle": "VPART", "predicate": "PRED"}[kind], verb, loose)


@lru_cache(20_000)
def subcategories(category: str, meaning: Any) -> tuple[str, ...]:
    """What a phrase is besides: which complements a verb takes and its form, what a noun means, what a question asks for.

    Grammars call it subcategorization (Chomsky 1965, *Aspects of the Theory of Syntax*, 2.3).
    """
    found: list[str] = []
    if isinstance(meaning, Noun):
        if isinstance(meaning.set, Value):
            found.append(f"{category}.value")
        elif isinstance(meaning.set, Extreme):
            found.append(f"{category}.extreme")
        if meaning.parts or meaning.kinds:
            found.append(f"{category}.several")
        if meaning.numeric is not None and measurable(meaning):
            found.append(f"{category}.measure")
    elif isinstance(meaning, Verb):
        found.append(f"{category}.{meaning.form}")
        if meaning.particle is not None:
            found.append(f"{category}.particle")
        else:
            if None in meaning.prepositions:
                found.append(f"{category}.object")
            if meaning.prepositions - {None}:
                found.append(f"{category}.oblique")
    elif isinstance(meaning, Evidence | Quantity):
        found.append(f"{category}.claims")
    return tuple(found)


def _undone(link: Link, composer: Composer) -> Iterator[Edge]:
    """To be what nothing did something to, of what is on record; where a graph holds claims, none may only mean not yet."""
    for sense in link.senses:
        step = Step(composer.ontology.below(sense.iri), sense.inverse)
        if sense.role == "verb" and sense.preposition is None and sense.particle is None:
            step = step.back()
        elif sense.role != "participle":
            continue
        types = composer.subject_types(step, None)
        if types is not False and not composer.claimed(step):
            pred = Pred(Without(Anything(), Linked(step, Anything())), types, settled=True)
            yield Edge("UNDONE", link.start, link.end, pred, 0.0, "known")


def _namesakes(link: Link, composer: Composer) -> list[tuple[Sense, ...]]:
    """Things of one class that share the name: what "Springfield" says is said of all of them."""
    groups: list[list[Sense]] = []
    for sense in link.senses:
        if sense.kind != "thing" or sense.role != "name" or not sense.classes:
            continue
        for group in groups:
            if group[0].preferred == sense.preferred and composer.compatible(group[0].classes, sense.classes):
                group.append(sense)
                break
        else:
            groups.append([sense])
    return [tuple(group) for group in groups if len({sense.iri for sense in group}) > 1]


def _superlative(link: Link, relations: Sequence[URIRef]) -> bool | None:
    """Whether the name of a role is itself a superlative ("highest point"): of much (True) or of little (False)."""
    first = next((sense.name.split()[0] for sense in link.senses if sense.iri in relations), "")
    degrees = {adjective for adjective, degree in english().adjective(first) if degree == "most"}
    for more, less, _ in GRADABLE:
        if degrees & {*more, *less}:
            return bool(degrees & set(more))
    return None


_CONSTANTS: dict[str, Any] = {
    "gt": ">",
    "ge": ">=",
    "lt": "<",
    "le": "<=",
    "eq": "=",
    "refuted": "refuted",
    "disputed": "disputed",
    "contested": "disputed",
    "contradicted": "refuted",
    "undecided": "any",
    "strongest": True,
}
"""What classes of function words mean by themselves."""


# --------------------------------------------------------------------------------------------------------------- plans


def listing(noun: Noun, composer: Composer, *, direct: bool = True) -> Plan | None:
    """The plan that lists a noun's members; `direct`: the noun is asked for as it stands, not as a name for one thing."""
    if noun.group is not None:
        return _grouped(noun.set, *noun.group, counted=False)
    if noun.parts and noun.conjunction == "and" and not noun.kinds:
        if len({named(part.set) for part in noun.parts}) > 1:
            # The snags of the one "and the other" are no list.
            return None
        return List(Either(tuple(part.set for part in noun.parts)))
    of = members(noun, composer)
    return None if of is None else List(of)


def _grouped(members_: Set, groups: Set, step: Step, *, counted: bool) -> Grouped:
    """Members by group, without saying of them once more that the step leads to them from any of the groups."""
    said = Linked(step.back(), groups)
    rest = tuple(part for part in (members_.parts if isinstance(members_, Both) else (members_,)) if part != said)
    among = Both(rest) if len(rest) > 1 else rest[0] if rest else Anything()
    return Grouped(groups, step, among, counted)


def members(noun: Noun, composer: Composer) -> Set | None:
    """What a listing of the noun gives: of a thing that is listed, what lies below it; of kinds of a class, its subclasses.

    Of what is only said not to be something, what could be it; None where that is not known.
    """
    asserted, denied = polarities(noun.set)
    if isinstance(noun.set, Anything):
        return None
    if denied and asserted is None:
        kinds = tuple(sorted(noun.types or ()))
        known = kinds and all(kind in composer.ontology.supers for kind in kinds)
        return composer.both(Kind(kinds), noun.set) if known else None
    if isinstance(noun.set, Thing) and noun.set.below and noun.set.iri not in (REFERENT, REFERENTS):
        return Under(noun.set.iri) if noun.kinds or composer.things.general(noun.set.iri) else None
    if (
        noun.kinds
        and isinstance(noun.set, Kind)
        and len(noun.set.classes) == 1
        and composer.ontology.children(noun.set.classes[0])
    ):
        return Subclasses(noun.set.classes[0])
    return noun.set


def counting(noun: Noun, composer: Composer) -> Plan | None:
    """The plan that counts a noun's members."""
    if noun.measured:
        return None
    if noun.group is not None:
        return _grouped(noun.set, *noun.group, counted=True)
    own = noun.set.parts if isinstance(noun.set, Both) else (noun.set,)
    single = any(
        isinstance(part, Thing) and part.iri not in (REFERENT, REFERENTS) and not composer.things.general(part.iri)
        for part in own
    )
    if single and _claimed_inside(noun.set, composer):
        # One event or outcome that is claimed is one thing, however many people it came to.
        return None
    of = members(noun, composer)
    return None if of is None else Count(of)


def truth(subject: Noun, pred: Pred, composer: Composer) -> Plan | None:
    """Whether the predicate is true of the subject."""
    if pred.measure is not None or pred.group is not None or subject.number is not None:
        # Of "three" a single one is no proof.
        return None
    if subject.quantifier == "each" and not subject.group:
        # Whether every one is asks the same as whether all are.
        subject = replace(subject, quantifier="", bare=False, every=True)
    if subject.every:
        # All are, where there is none that is not; what is only claimed could be so of others.
        unlike = not composer.compatible(subject.types, pred.types)
        if unlike or not (pred.settled or pred.copula) or _claimed_inside(pred.set, composer):
            return None
        return Truth(Without(subject.set, pred.set), None, settled=True, negated=True)
    if subject.quantifier:
        plan = truth(replace(subject, quantifier=""), pred, composer) if subject.quantifier == "no" else None
        return replace(plan, negated=not plan.negated) if isinstance(plan, Truth) and not plan.also else None
    if subject.iri == STATEMENT:
        return None
    if not composer.compatible(subject.types, pred.types) and not (subject.bare and classing(pred)):
        lifted = composer.lifted(subject.types, pred)
        return None if lifted is None else truth(subject, lifted, composer)
    if subject.parts:
        wholes = [truth(part, pred, composer) for part in subject.parts]
        found = [whole for whole in wholes if isinstance(whole, Truth)]
        if len(found) != len(wholes):
            return None
        if subject.conjunction == "and":
            return replace(found[0], also=(*found[0].also, *found[1:]))
        if any(whole.negated or whole.also for whole in found):
            return None
        return Truth(Either(tuple(whole.of for whole in found)))
    asserted, denied = polarities(pred.set)
    if denied and (asserted is None or isinstance(subject.set, Thing)):
        # "Not" turns yes and no round. As a set, "what does not" would hold one kind of the subject, or the subject of
        # which nothing is known, and that is no proof.
        each = denied if asserted is None else (asserted, *denied)
        wholes = [truth(subject, replace(pred, set=part), composer) for part in each]
        found = [whole for whole in wholes if isinstance(whole, Truth)]
        if len(found) != len(wholes) or any(whole.also for whole in found):
            return None
        kept = len(found) - len(denied)
        first, *others = (*found[:kept], *(replace(whole, negated=not whole.negated) for whole in found[kept:]))
        return replace(first, also=tuple(others))
    settled = pred.settled or (pred.copula and not _claimed_inside(pred.set, composer))
    of = subject.set
    if pred.copula and isinstance(of, Thing):
        of = replace(of, below=False)
    against = None if settled else claims_in(of, pred.set, "refuted")
    return Truth(composer.both(of, pred.set), against, settled)


def classing(pred: Pred) -> bool:
    """Whether it is to be, or not to be, of a class: that can be said of anything that has a name."""
    of = pred.set.less if isinstance(pred.set, Without) and isinstance(pred.set.of, Anything) else pred.set
    return pred.copula and isinstance(of, Kind)


def polarities(of: Set) -> tuple[Set | None, tuple[Set, ...]]:
    """What a predicate asserts of its subject (None: nothing), and what it denies, each by itself."""
    match of:
        case Without(Anything(), less):
            return None, (less,)
        case Without(rest, less):
            asserted, denied = polarities(rest)
            return asserted, (*denied, less)
        case Both(parts=members):
            each = [polarities(member) for member in members]
            kept = [asserted for asserted, _ in each if asserted is not None]
            whole = None if not kept else kept[0] if len(kept) == 1 else Both(tuple(kept))
            return whole, tuple(less for _, denied in each for less in denied)
        case _:
            return of, ()


def _claimed_inside(of: Set, composer: Composer) -> bool:
    return any(isinstance(part, Linked) and composer.claimed(part.step) for part in parts(of))


def about(thing: Noun) -> Set:
    """Claims of which a noun's members are subject or object."""
    if thing.parts:
        sets = tuple(about(part) for part in thing.parts)
        return Both(sets) if thing.conjunction == "and" else Either(sets)
    return Linked(Step((RDF.subject, RDF.object)), thing.set)
