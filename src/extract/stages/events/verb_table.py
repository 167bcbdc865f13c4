"""Verbs that tell a happening, the noun that each has as its name, and what it governs.

A line of the table: the noun; how what the verb governs stands beside the noun; the verbs.

    object      the direct object, in the genitive: "подписать договор", "подписание договора"
    object:X    the same, only where the object is one of the class X (see ``words``)
    object(в)   what stands under в is the object: "побывать в музее", "посещение музея"
    to(дат)     the object stands beside the noun in another case or under a preposition
    subject     the subject, in the genitive: "завод заработал", "начало работы завода"
    with        the subject in the genitive, the other under с: "встреча Иванова с Петровым"
    as          what stands in the instrumental stays: "назначить министром"
    keep(в на)  what stands under these prepositions stays
    goal(в на)  the same, and the verb tells a happening only with a named place there
    noun=X      only with the noun X below the verb: "подать в отставку"
    host        who comes stands in the genitive, the subject is where: "визит гостей в Омск"
    place       only where the subject or object is a place, a body or a building
    named       only where the object, or the subject if there is none, is named

Lemmas are written with е for ё.
"""

from __future__ import annotations

TABLE = """
signing
подписание; object:agreement with keep(о об по); подписать подписывать
подписание; object:agreement with keep(о об по) noun=подпись; скрепить скреплять
подписание; object(под):agreement with noun=подпись; поставить ставить
подписание; object(под):agreement with; расписаться
заключение; object:agreement with keep(о об по); заключить заключать оформить
парафирование; object:agreement with; парафировать
ратификация; object:agreement; ратифицировать
расторжение; object:agreement with; расторгнуть расторгать разорвать
денонсация; object:agreement; денонсировать
принятие; object:statement with; принять принимать

meeting
встреча; with keep(по о); встретиться встречаться увидеться повидаться видеться свидеться пообщаться
беседа; with keep(о об); побеседовать беседовать
разговор; with keep(о об); поговорить переговорить
телефонный разговор; with keep(о об); созвониться созваниваться
встреча; subject to(с) object:people; принять принимать встретить встречать

visit
визит; host object:people subject:area; принять принимать встретить встречать
визит; subject:visitor goal(в на); прибыть прибывать приехать приезжать прилететь прилетать
визит; subject:visitor goal(в на); пожаловать нагрянуть наведаться
поездка; subject:visitor goal(в на по); съездить ездить поехать отправиться отправляться
поездка; subject:visitor goal(в на по); вылететь полететь
поездка; subject:visitor goal(в на по); улететь уехать слетать выехать отбыть вернуться
посещение; object:place; посетить посещать осмотреть осматривать навестить
посещение; object(в на):place; побывать
визит; subject:visitor goal(в на к); заехать
визит; subject:visitor goal(в на); погостить гостить
инспекция; object:place; проинспектировать инспектировать
объезд; object:place; объехать

opening
открытие; object:building; открыть открывать
открытие; subject:building; открыться открываться
закрытие; object:building; закрыть закрывать
закрытие; subject:building; закрыться закрываться

launch
запуск; object; запустить запускать
запуск; object:vehicle keep(к на в с); запустить запускать
создание; object place; создать сформировать
учреждение; object place; учредить
основание; object place; основать
начало работы; subject:body; заработать
начало работы; subject:body noun=работа; начать
начало; subject:undertaking keep(в на); начаться стартовать
начало продаж; subject named keep(в) noun=продажа; поступить
выход; subject:work keep(в на); выйти
ввод; object keep(в) noun=эксплуатация; ввести вводить сдать
строительство; object:building; построить возвести
начало; object noun=строительство; начать
презентация; object named; презентовать
выпуск; object:thing named keep(на); выпустить
спуск; object keep(на) noun=вода; спустить
закладка; object:building; заложить
переименование; object named keep(в); переименовать
реорганизация; object named; реорганизовать
упразднение; object named; упразднить
ликвидация; object named; ликвидировать
старт; subject:vehicle keep(с к); стартовать

ceremony
вручение; object:award dative; вручить вручать
награждение; object as; наградить награждать
награждение; object; удостоить
объявление; object:award dative; объявить
присвоение; object:award dative; присвоить
возложение; object:flowers keep(к у); возложить
освящение; object; освятить
похороны; object; похоронить
прощание; subject to(с) noun=прощание; пройти
свадьба; with; жениться пожениться обвенчаться
брак; subject to(с) noun=замуж; выйти
инаугурация; subject noun=присяга; принести

competition
победа; subject keep(в на над) named; победить
победа; subject to(над) object:team keep(в на); обыграть победить разгромить переиграть
победа; subject keep(в на) noun=победа; одержать
победа; subject keep(в на) object:contest; выиграть
поражение; subject keep(от в на); проиграть
поражение; subject keep(от в на) noun=поражение; потерпеть
завоевание; object:medal subject keep(на в); завоевать
установление; object noun=рекорд; установить

election
избрание; object:people as keep(на в); избрать избирать переизбрать

appointment
назначение; object as keep(на) named; назначить назначать
назначение; object:people as named keep(на в); утвердить
введение; object keep(в) noun=совет named; ввести
увольнение; object keep(с из) named; уволить увольнять
увольнение; subject keep(с из) named; уволиться
отставка; subject keep(с) named noun=отставка; уйти подать попросить
отставка; object named noun=отставка; отправить
освобождение; object keep(от) named noun=должность; освободить
отстранение; object keep(от) named; отстранить
снятие; object keep(с) named noun=должность; снять
снятие; object keep(с) named noun=пост; снять
снятие; object:licence keep(с); снять
смещение; object keep(с) named noun=должность; сместить
смещение; object keep(с) named noun=пост; сместить
лишение; object named noun=полномочие; лишить
уход; subject keep(с) noun=пост; уйти
уход; subject keep(с) noun=должность; уйти
уход с поста; subject noun=пост; покинуть оставить
сложение полномочий; subject noun=полномочие; сложить
вступление; subject keep(в) noun=должность; вступить
вступление; subject keep(на) noun=пост; вступить
назначение; subject to(на) noun=пост; занять
назначение; subject to(твор) object:body; возглавить
назначение; subject title; стать
отказ; subject keep(от) noun=обязанность; отказаться
отказ; subject keep(от) noun=должность; отказаться
исключение; object named keep(из); исключить

incident
взрыв; subject keep(в на у под); взорваться
подрыв; object; подорвать
возгорание; subject:building keep(в на); загореться вспыхнуть
возгорание; subject:vehicle keep(в на); загореться вспыхнуть
обрушение; subject:building keep(в на); обрушиться рухнуть
стрельба; subject keep(по в) noun=огонь; открыть
крушение; subject:vehicle keep(в на под у); разбиться
крушение; subject:vehicle noun=крушение keep(в на под у); потерпеть
сход с рельсов; subject:vehicle keep(в на под у) noun=рельс; сойти
столкновение; with:vehicle keep(в на под у); столкнуться
наезд; to(на) object:people; сбить
спасение; object keep(в на у); спасти
эвакуация; object:people keep(из в); эвакуировать
госпитализация; object:people keep(в с); госпитализировать
ранение; object:people keep(в на); ранить
нападение; subject keep(на); напасть нападать

crime
убийство; object:people keep(в на у); убить застрелить зарезать
нападение; to(на) object:people noun=нож; ударить
ограбление; object keep(в на); ограбить
кража; object keep(из у); украсть
похищение; object keep(из у в); похитить
избиение; object:people keep(в на); избить
поджог; object:building; поджечь
угон; object:vehicle; угнать
взлом; object; взломать
ранение; subject noun=ранение; получить

arrest
задержание; object:people keep(в на за по); задержать задерживать
арест; object:people keep(в на за по); арестовать арестовывать
экстрадиция; object:people keep(в из); экстрадировать
депортация; object:people keep(в из); депортировать
высылка; object:people keep(в из); выслать
освобождение; object:people keep(из) noun=тюрьма; освободить
арест; object:people noun=стража; заключить взять отправить поместить

trial
вынесение; object:verdict dative keep(за по); вынести огласить объявить
пересмотр; object noun=дело; пересмотреть
вынесение приговора; to(дат) object:people keep(к за); приговорить
осуждение; object:people keep(за к на); осудить
оправдание; object:people; оправдать
возбуждение; object noun=дело; возбудить
подача иска; subject keep(к на против) noun=иск; подать
подача в суд; subject keep(на) noun=суд; подать
признание; object:people as noun=виновный; признать
оспаривание; object:agreement keep(в); оспорить

protest
голодовка; subject noun=голодовка; объявить
митинг; subject keep(в на) noun=митинг; выйти
забастовка; subject keep(в на) noun=забастовка; объявить начать

military
обстрел; object; обстрелять обстреливать
атака; to(на) object; атаковать
удар; subject keep(по) noun=удар; нанести
захват; object:place; захватить
взятие; object:place; взять
вторжение; subject keep(в); вторгнуться
уничтожение; object:vehicle; уничтожить сбить
ввод войск; subject keep(в) noun=войско; ввести
бомбардировка; object; разбомбить

deal
покупка; object keep(у за); купить
приобретение; object keep(у за); приобрести
закупка; object keep(у за); закупить
выкуп; object keep(у за); выкупить
продажа; object keep(за); продать
поглощение; object; поглотить
слияние; subject; слиться
переход; subject:people keep(в из) goal(в); перейти
приобретение доли; keep(в) noun=доля; приобрести купить

disaster
затопление; object:place; затопить

birth_death
смерть; subject:people keep(в на от); умереть скончаться
гибель; subject:people keep(в на при); погибнуть
рождение; subject:people keep(в на); родиться
самоубийство; subject noun=самоубийство; покончить
самоубийство; subject noun=жизнь; покончить
самоубийство; subject noun=себя; покончить

other
развод; with; развестись
перевод; object keep(в на из) named; перевести
переезд; subject goal(в на из); переехать
смена; object named keep(на); сменить
выдвижение; object:people keep(на в); выдвинуть
побег; subject keep(из); сбежать бежать
пропажа; subject:people keep(в); пропасть
выстрел; subject keep(в по) named; выстрелить
публикация; object named keep(в на); опубликовать обнародовать
принятие; object:law keep(в); принять
одобрение; object:law; одобрить
утверждение; object:law; утвердить
вступление; subject goal(в); вступить
присоединение; subject:place keep(к); присоединиться
выход; subject named goal(из); выйти
отзыв; object:licence keep(у); отозвать
аннулирование; object:licence keep(у); аннулировать
дебют; subject:people keep(в на); дебютировать
введение; object noun=санкция keep(против); ввести
введение; object noun=карантин keep(в на); ввести
введение; object noun=режим keep(в на); ввести
блокировка; object named; заблокировать
"""
