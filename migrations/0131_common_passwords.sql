-- Words that are tried first, by how often people choose them (the list of the npm package zxcvbn,
-- MIT, with our own world's words). A password is refused when it is one of them, also with digits
-- and signs behind it. Kept as hashes: what is compared is never a password.
insert into common_passwords (hash)
select distinct token_hash(w)
  from regexp_split_to_table(btrim('
010203040506 012345678910 01telemike01 102030405060 1111111111zz 111222333000
111222333444555 112233445566 122333444455555 123123a 123123q 123123qweqwe 1232323q
123321456654 123321q 123321qweewq 123456654321 123456782000 1234567887654321 123456789000
12345678900987654321 123456789012 1234567890123 12345678901234 123456789012345
1234567890123456 1234567890987654321 1234567890q 1234567890qaz 1234567890qw 1234567890qwe
1234567890qwerty 1234567890zzz 123456789101 123456789123 1234567892000 12345678987654321
123456789987654321 123456789a 123456789abc 123456789asd 123456789q 123456789qaz 123456789qqq
123456789qwe 123456789qwer 123456789qwerty 123456789z 123456789zxc 1234567a 1234567q
1234567qwertyu 123456a 123456aa 123456k 123456q 123456qwerty 123456r 123456z 12345a 12345q
12345qwert 1234abcd 1234qwe 1234qwer 1234qwerasdf 1234qwerasdfzxcv 123abc 123asd 123qaz
123qwe 123qwe456rty 123qweasd 123qweasdzxc 123qwerty123 123zxc 12qw34er56ty 12qwaszx
159753456852 1a2b3c 1a2b3c4d 1a2s3d4f5g6h 1passwor 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
1qa2ws3ed 1qa2ws3ed4rf 1qa2ws3ed4rf5tg 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc
1qazxsw23edcvfr4 23176djivanfros 31217221027711 32615948worms 41d8cd98f00b 4815162342lost
4runner 50cent 541233432442 59382113kevinp 742617000027 89231243658s 89876065093rax 8j4ye3uz
a1s2d3f4g5h6 aardvark abc123456789 abcdefghijkl abcdefghijklmnop abcdefghijklmnopqrstuvwxyz
aberdeen abgrtyu absolut access accord achilles action adgjmptw adidas admin admin18533362
administrator aezakmi aggies aikido airborne airbus airforce airplane alabama alaska
albatros albion alejandr aleksandr alexande alexandr alexis alibaba aliens allsop alpha
alpine alucard amadeus amadeusptfcor amateur amazon america amsterda amsterdam anaconda
anakin anarchy andrei andrewjackie andrey anfield angel angels anhyeuem animal anime
antananarivu anubis apache apollo apple applepie apples aquarius aragorn arizona arjay
armani arsenal artemis asdasd asdfasdf asdfg asdfgh asdfgh123456 asdfghj asdfghjk asdfghjkl
asdfghjkl123 asdfghjklqwertyuiop asdfjkl asdzxc aspire aspirine asterix astros atlanta
atlantis atomic auburn auckland2010 aussie austin australi autumn avalon avatar avenger
avrillavigne awesome azamat azerty azsxdc azsxdcfv babes babyboy babydoll babygirl babylon
backdoor badboy baddog badger baggins baller balloon bambam banana bananas bandit bangkok
banker banshee barbie barcelon barcelona barkley barney barsik baseball basket basketba
bassman bastard batman beagle beaner beanie beast beatles beauty beavis beckham beefcake
beetle benefits berlin bicycle bigbear bigbird bigboy bigdaddy bigdog bigfoot biggie bigguy
bigmac bigman bigmoney bigone bigred bigtime bikini billybob billyboy bingo birdie birdman
biscuit biteme bizkit blabla blackcat blackdog blackhaw blackie blackjac blacks blacky blade
blades blahblah blaster blazer blessed blizzard blonde blondes blondie bltynbabrfwbz
bluebird blueboy blueeyes bluemoon blues bluesky bobafett bobcat boeing bogart bogdan bohica
bollocks bollox bomber bonehead bones bonjour bonsai booger boogie boomer bootie boots bosco
bossman boston bowler bowling boxing boy4u2ownnyc bpgjldsgjldthnf br0d3r brando brandy
brasil braves brazil breeze brighton bristol britney bronco broncos brooklyn brownie browns
brucelee bruins brutus bubba bubbas bubble bubbles buckeye buckeyes buddha buddy budlight
budman budweise buffalo buffett bugger bulldog bulldogs bullet bullseye bunghole bunny
burger businessbabe buster butch byteme cabbage cactus cadillac caesar calico caliente
californ caligula camaro camel camelot camels cameron canada cancer cancun candle candyman
canon cantona capone captain caramel cardinal carolina carpet carrera carrot cartman cartoon
caserta caseworker casino casper cassie catdog catfish catherin catman cavalier caveman
ccbill cdtnkfyf celica celine celtic celtics cessna chainsaw champion champs changeme
changemechangeme chaos charger chargers charli charlie charlott charlton charly charmed
chaser cheers cheese cheetah chelsea cherokee cherry chester chevelle chevrole chevy chewie
cheyenne chicago chichi chicken chickens chickenwing101 chicks chico chiefs chipper chivas
chocolat chopper chrissy christ christia christin christop christopher1 chronic chubby
chucky cigars cinder cinnamon cjdthitycndj cjkysirj cjkywt clancy clapton classic clemson
clipper clitoris clover cobra cocacola coconut coffee cohiba colombia colorado colors
coltrane combat123654 commando company compaq computer concrete condom condor connect connor
consumer contortionist cookie cookies cooldude cooler coolio coolman cooter copper corona
corperfmonsy corrado correcthorsebatterystaple corvette cosmo cosmos cosworth cougar
counterstrike countyoffice cowboy cowboys coyote cracker crazybab creampie creamy creative
cricket crimson critter cruise cruiser crunch crusader crysis cthulhu cthutq cuddles cupcake
curious cutter cxfcnmt cyclone cyclops dagger dakota dallas dammit damnit dancer danger
danie daniil danila danni dannyboy darkness darkside darkstar davids daytona dbrnjhbz
deadhead deadman december deepthroat deeznuts defender defiant deftones delete delta denali
deniska department depeche desert designer desire deskjet destiny detroit devil devildog
devilmaycry4 devils dexter dfkthbz dfkthf dfktynbyf dfvgbh diablo diamond diamonds diesel
dietcoke digger digital digitalprodu dilbert dilligaf dinamo dingdong dinosaur discover
disney divine dkflbckfd dkflbvbh dkflbvbhjdbx dkflbvbhjdyf doberman doctor dodger dodgeram
dodgers doggie doggy dogman dollar dolphin dolphins domainlock2005 domino donkey doobie
doodle dookie doughboy dracula drago dragon dragons dragoon dreamer dreams driver drizzt
drowssap drpepper drummer dthjybrf dublin ducati duchess durango duster eagle eagles
eastside eatme eclipse eduard eeyore einstein ekaterina electric element elephant
eligibility elizabet emerald eminem empire engage engineer enigma enter enterpri enterprise
ericsson escort eternity everest everton excalibu exigen exigent exodus explorer express
extreme fabie facial falcon falcons fallen fallout fantasy farside faster fatboy fatcat
fatman feather february fender fernand ferrari ferret ficken fiesta figaro fighter filter
finalfantasy finger fireball firebird firefly firefox fireman fishes fishing fitness
fkmnthyfnbdf fktrcfylh fktrcfylhf fktrcfylhjdbx fktrcfylhjdf fktrcfylhjdyf fktrctq flames
flamingo flash flatron fletch flipper floppy florian florida flower fluffy flvbybcnhfnjh
flyboy flyers foobar football forest forever forfun formula fortuna fossil foxtrot franky
freaks freaky freckles freddy frederiksberg freedom freeuser friday fright frisco frogger
froggy frontier frosty fubar fugazi funtime fusion fyfcnfcbz fylhtq fynfyfyfhbde gabrie
galaxy galina galore gambit gandalf gangbang gangsta gangster garden garfield gateway gator
gators gbpltw geheim gemini genesis genius geronimo getmoney getsome gfhjkm gfhjkmgfhjkm
ghbdtn ghbdtnbr ghbdtnghbdtn ghbdtnrfrltkf ghetto ghhh47hj7649 ghjcnj ghjcnjgbpltw
ghjcnjgfhjkm ghjcnjghjcnj ghjcnjqgfhjkm ghjcnjrdfibyj ghjnbdjcnjzybt ghost giants ginger
giorgi girls gizmo gizmodo gjkbyf gjkysqgbpltw gmoney goalie goblin goblue goddess godsmack
godzilla gofish goforit golden goldfish golfball golfer golfing goliath gonzo goober
goodluck goodtime google goose gopher gorilla gotcha gothic gotohell government governor
govols granny greatone greenbay greenday greenlantern greens gremlin grendel griffey gringo
grizzly groovy grumpy gtnhjpfdjlcr guardian guiness guinness guitar gundam gunner gunners
gustav hacker halflife hallo hamburg hamlet hammer hammers hamster hannah hannibal hansolo
happyday hardon hardrock harley hawaii hawkeye hd764nw5d7e1vb1 hearts heaven hedgehog
hedimaptfcor hellfire hello helloo hellyeah helpme hendrix hentai herbie hercules hermes
hershey hesoyam hidden highland hiphop hithere hitler hitman hjvfirf hobbes hobbit hockey
holiday hollywoo homers homerun honda hongkong hooter hooters horizon horndog hornet horney
horse horses hotboy hotdog hotrod hotshot hotstuff hottie hummer hunter hunting hurrican
husker huskers huskies hyperion iampurehaha2 ibanez icecream iceman iforgot iguana ihateyou
illini ilovemyfamily iloveu iloveyo iloveyou iloveyouiloveyou immortal impala incubus
indiana indians indigo inferno infiniti infinity ingodwetrust insane installdevic
installsqlst integra internet intrepid irina ironman iseedeadpeople italia ivanov ivanova
iverson iwantu jackal jackoff jaguar jamaica jamesbon jamesbond jamesbond007 jammer january
jarhead jasmine jasper jayhawk jazzman jericho jester jethro jimbo jimbob joker jokers
jordan jrcfyf juggalo juice jumper junebug jungle junior jupiter justdoit justice
justinbieber justme juventus kahuna kaktus kamikaze kangaroo kansas karate karina karolina
kasper katana katerina katrin kawasaki kcj9wx5n keeper kenshin kenwood kenworth keyboard
keystone keywest kicker killbill killer killme kingfish kingkong kingpin kingston kinky
kipper kirill kisses kissme kitkat kitten kitty kittycat klaster klingon knicks knights
knopka kodiak kolobok koshka kostya kotenok krishna ktyjxrf kungfu labrador labtec lacrosse
ladybug laguna lakers lakeside lancelot lancer lansing laptop larisa lasvegas latino leather
leavemealone ledzep legacy legend legion legolas lennon leopard lespaul lestat letmein
letmeinletmein letsgo lexmark lhbjkjubz2957704 liberty licker lickit lickme lifehack
lightnin lights lionking liquid liverpoo liverpool lizard lobster logitech lolipop lollipop
lollol london lonestar lonewolf longhorn looker looser loser lost4815162342 loveit lovely
loveme lover loverboy lovers loveyou lowrider lucifer lucky luckydog lvbnhbq lytghjgtnhjdcr
macdaddy machine macross maddie maddog madison madman madmax madness madonna maestro maggie
magic magick magicman magnum magnus maiden mailcreated5240 mailman majestic makaveli maksim
malaka malibu malina mallard mamapapa manchest manchester mandingo maniac manson manutd
maprchem56458 maradona marathon marina marine mariners marines marino marlboro marley
martini maryjane massimiliano massive master masterbaiting masterbating masturbation matador
matrix mature maurolarastefy maverick maxell maxima maximus maxwell mayday mayhem meatball
meatloaf mechanic medicaid megadeth megaman mellon memorex memphis mercedes mercury meridian
merlin mersedes metallic metallica mevefalkcakk mexico miami michaeljackson michigan mickey
microlab microsof microsoft midget midnight mighty mikey milana milano milena minecraft
minecraft123 mirage misfit mister mistress mnbvcxz moloko molson momoney monaco monday money
moneys mongoose monitor monkey monkeys monopoly monster montana montreal moocow mookie
moomoo moose morganstanley morpheus mortalkombat moscow mother motorola mountain mouse
mozart msorcloledbr muffin mulder munchkin muppet muscle mushroom musicman mustang mustangs
mylove mystic naruto nascar nasty nastya natali natasha naughty ncc1701a ncc1701d ncc1701e
nebraska needforspeed nemesis nemvxyheqdd5oqxyxyzi neptune networkingpe nevada newlife
newport newproject2004 newyork nfnmzyf nhecsyfujkjdt nhfdvfnjkju123 nhfycajhvths nicola
nightcrawler nikita nikola nimrod niners ninja nintendo nirvana nissan nofear nokia nolimit
nondriversig noodle noodles nookie november nudist nugget nuttertools nwo4life nyjets nylons
nymets oakland obiwan oblivion october ohyeah oilers oksana olcrackmaster oldman oliver
omega onelove online onlyme ontheoutside openup operator oracle orange oranges orioles orion
osiris outlaw overlord oxford pa55w0rd pa55word packard packer packers pacman pakistan
paladin panama panasonic pancho panda pandora pantera panther panthers pantyhos panzer
paradise paradox paraklast1974 parola parrot pascal passat passion passport passw0rd passwor
password password1234 password123password passwordpassword passwords passwordstandard
passwort patches patriot patriots pavilion peaches peanut peanuts pearljam pebbles peekaboo
peewee pegasus pencil penguin penguins pentium pepper pepsi pervert peterpan peugeot phantom
philips phillies philly phoenix photos phpbb picard picasso piccolo pickle pickles piglet
pikachu pillow pineappl pingpong pinkfloy pioneer pippen pirate pirates pistol pitbull pizza
planet plastic platinum player playstation2 playstation3 playtime plumber plymouth poison
poiuyt poiuytrewq pokemon polaris police polina polniypizdec0211 polniypizdec110211 polska
pompey poncho pontiac poodle poohbear pookie poontang pooper poopie poopoo pooter popcorn
popeye porkchop porsche portland portugal possum postal potato powder precious predator
prelude presario presto primus prince princes princess printer private privet prodigy psycho
ptybnxtvgbjy pumpkin punisher punkin punkrock punksnotdead puppies puppy pupsik purple
pussie pussies putter pyramid python q1w2e3r4t5y6 q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8
q1w2e3r4t5y6u7i8o9p0 qawsed qawsedrf qawsedrftgyh qaz123wsx456 qazqaz qazwsx qazwsxed
qazwsxedc qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qazxsw qazxswedc qazxswedc123
qazxswedcvfr quattro qwaszx qwaszxerdfcv qweasd qweasdzxc qweasdzxc123 qweqwe qwerasdf
qwerasdfzxcv qwert qwertasdfgzxcvb qwerty qwerty123456 qwerty123456789 qwertyasdfgh qwertyu
qwertyui qwertyuio qwertyuiop qwertyuiop10 qwertyuiop12 qwertyuiop123 qwertyuiop12345
qwertyuiopasdf qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyytrewq qwertz r2d2c3po
rabbit racecar racerx racing ragnarok raider raiders rainbow raistlin rambler rammstein
ramses random ranger rangers raptor rascal rasputin rastaman raven ravens rbhbkk rctybz
reaper rebel rebels redalert redbull reddog redhead redhot redman redneck redrum redskins
redsox redwings reebok renault renegade rereirf rescue residentevil retard rfhbyf rfnthbyf
rfnthbyf1988 rfrfirf rfrnec rhbcnbyf rightnow ripper rjirfrgbde rjntyjr roadkill robotech
rocker rocket rockets rockhard rockon rocks rockstar roller rolltide romashka rommel ronaldo
rookie rooster rootbeer rosebud rotten rovers royals rubber rulez runner ruslan russia
rustam sabbath sabine safari sailboat sailing sailor saints sakura salmon samantha samiam
samson samsung samurai sandiego sandman sandro sanfrancisco sapphire saratoga sassy satan
saturn saun24865709 sausage sayang scania scarface scarlet schoolgirlie scooby scoobydo
scooter scorpio scorpion scotch scotland scotty scrappy scream scruffy scully seamus seattle
sebastia secret security seeker seemnemaailm seinfeld select seminole semperfi sentinel
septembe serega serenity sergei sergey server sesame shado shadow shaggy shalom shaman
shamrock shania shaolin shark sharks sharky shasta shaved shazam shelby shemale sherlock
shiloh shogun shooter shorty shotgun showme showtime siemens sierra silver simba simple
simpsons sinatra sinner sirius sithlord sixers skater skeeter skiing skinny skipper skippy
skittles skorpion skydive skyline skywalke skywalker slacker slappy slapshot slayer sleepy
slick slider slipknot smiles smiley smitty smoke smoker smokey smokin smooth smudge snake
snakes snapper snatch snickers sniper snoopdog snoopy snowball snowman snuggles sobaka
soccer socrates softball software sojdlg123aljg soldier soleil solnce sommer sonic
sonnenschein sonyericsson sooners sophie soso123aljg sparkle sparky sparta spartak spartan
spartans speaker specialinsta spectrum speedy spider spiderma spiderman spidey spike spirit
spitfire splash splinter spooky spring sprint sprite spunky spurs spyder squirrel squirt
srinivas stalker stallion starbuck starcraft stardust starfish stargate starship startrek
starwars stealth steeler steelers stefano stephani sterlin stickdaddy77 sticks sticky stimpy
stinger stingray stinky stinkyfinger stocking stocks stonecol stones storm stormy stranger
stratocaster strider strike striker stripper stupid subaru sublime subway success sugar
sultan summer summit sundance sunday sunrise sunset sunshine super superfly superman
supersta superstar surfer surfing suzuki svetik svetlana swallow sweetpea sweets sweety
swimmer swimming swinger swingers sword swordfis swordfish sydney syracuse systemofadown
tacobell tacoma tanker tardis target tarheel tarheels tarzan tattoo tatyana taurus tazman
tazmania tdutybq teacher technics techno tekken telefon tempest temppassword tennis tequila
terminator terror tester testing thailand thankyou theboss thecakeisalie thegame thekid
theking theman theone therock thuglife thunder ticketmaster tickle tiger tigers tigger
timber tinker tinman tintin titanic titans titleist titties tolkien tomato tomcat tommyboy
tootsie topcat topdog topgun topper tornado toronto toshiba tottenha toyota tractor trader
trance transam translator travel treasure trebor trfnthbyf tricky trident trigger trinity
triton triumph trixie trojan trojans trombone trooper trouble truck trucker trucks truelove
trumpet trunks trustnoonetrustno1 tsunami tuesday tunafish tundra turbo turkey turtle tweety
twilight twisted twister typhoon ultima ultimate umbrella underdog unicorn unreal utopia
vacation vader valentin valentina valera valhalla vampire vanhalen vanilla vanyarespekt
vector vectra vegeta velvet verbatim verify veritas vermont veronika vertigo vette vfczyz
vfhbyf vfhbyfvfhbyf vfhecz vfhufhbnf vfksirf vfrcbv vfrcbvrf vfrcbvvfrcbv vfvekz
vfvfvskfhfve vfvjxrf viagra victory viking vikings viktor viktoria viper vipers virgin
vision vitalik vkontakte vladik vladimir vladimirovna vladislav volley voodoo vortex voyager
vulcan walleye walnut walrus warcraft warhammer warhammer40k warlock warlord warrior
warriors wassup waterloo wazzkaprivet weasel webmaster websolutions websolutionssu
webuivalidat weezer weihnachtsbau weihnachtsbaum welcome welcomewelcome werewolf westham
westside whatever wheels whiskey whisper whocares whosyourdaddy whynot wibble wicked wildcat
wildcats wildfire willow windows winner winston winter wisdom wizard wolfgang wolfie wolfman
wolfpack wolverin wolverine wolves wombat woody woofwoof wookie wrangler wrestlin wutang
xanadu xavier xfiles xtreme yamaha yankee yankees ybrbnf yellow yfnfif yomama yosemite
yourmom ytrewq yzerman z1x2c3v4b5n6m7 zaphod zaq12wsx zaq12wsxcde3 zaq1xsw2cde3 zaqwsx
zaqwsxcderfv zaqxsw zaqxswcdevfr zcfvfzkexifz zenith zeppelin zidane zipper zombie zorro
zqjphsyf6ctifgu zvezda zxcasd zxcasdqwe zxcasdqwe123 zxcvbn zxcvbn123456 zxcvbnm
zxcvbnm123456789 zxcvbnmasdfgh
', E' \n'), E'\\s+') w;
