#!/usr/bin/env escript
%% conf-check.escript PLUGINS_DIR SCHEMA_DIR|- CONF_DIR
%%
%% Says what cuttlefish makes of each file in CONF_DIR, in the order of their names, with the steps of
%% rabbit_prelaunch_conf:generate_config_from_cuttlefish_files/3 and without a node. One line of JSON for each:
%%   {"ok":true,"phase":"","errors":[],"pairs":[[["heartbeat"],"60"]]}
%% "pairs" is what the file parses to: the words of the key, and the value.
%% SCHEMA_DIR holds <app>/priv/schema/*.schema; "-" stands for the schemas of the plugins.
-mode(compile).

main([PluginsDir, SchemaDir, ConfDir]) ->
    logger:set_primary_config(level, none),
    Plugins = lists:flatmap(fun application_dir/1, ls(PluginsDir)),
    [code:add_pathz(filename:join(Dir, "ebin")) || Dir <- Plugins],
    Schema = cuttlefish_schema:files(schemas(SchemaDir, Plugins)),
    tuple_size(Schema) =:= 3 orelse fail(Schema),
    Verdicts = in_parallel(fun(File) -> verdict(Schema, File) end, ls(ConfDir)),
    ok = file:write(standard_io, Verdicts);
main(_) ->
    fail("usage: conf-check.escript PLUGINS_DIR SCHEMA_DIR|- CONF_DIR").

fail(Reason) ->
    io:format(standard_error, "~0tp~n", [Reason]),
    halt(2).

ls(Dir) ->
    filelib:wildcard(filename:join(Dir, "*")).

%% A plugin is a folder, or (3.8) an archive that is to be unpacked first.
application_dir(Path) ->
    case filename:extension(Path) of
        ".ez" ->
            {ok, _} = zip:extract(Path, [{cwd, "/tmp"}]),
            [filename:join("/tmp", filename:basename(Path, ".ez"))];
        _ ->
            [Path || filelib:is_dir(filename:join(Path, "ebin"))]
    end.

schemas("-", Plugins) ->
    schema_files(Plugins);
schemas(SchemaDir, Plugins) ->
    Given = ls(SchemaDir),
    [on_code_path(Dir) || Dir <- Given],
    Names = [filename:basename(Dir) || Dir <- Given],
    %% What belongs to RabbitMQ comes from SCHEMA_DIR alone; other applications have a schema too.
    Others = [Dir || Dir <- Plugins, not lists:prefix("rabbit", app(Dir)), not lists:member(app(Dir), Names)],
    schema_files(Given ++ Others).

%% Partial schemas are looked up by the name of an application, so its folder has to look like one.
on_code_path(Dir) ->
    Ebin = filename:join(Dir, "ebin"),
    ok = filelib:ensure_dir(filename:join(Ebin, "file")),
    code:add_patha(Ebin).

app(Dir) ->
    hd(string:split(filename:basename(Dir), "-")).

schema_files(Dirs) ->
    lists:sort(lists:append([filelib:wildcard(filename:join([Dir, "priv", "schema", "*.schema"])) || Dir <- Dirs])).

%% One process for each scheduler, each with every n-th file.
in_parallel(Fun, Files) ->
    Count = erlang:system_info(schedulers_online),
    Numbered = lists:zip(lists:seq(1, length(Files)), Files),
    Parts = [[{N, F} || {N, F} <- Numbered, N rem Count =:= I] || I <- lists:seq(0, Count - 1)],
    Self = self(),
    Pids = [spawn_link(fun() -> Self ! {self(), [{N, Fun(F)} || {N, F} <- Part]} end) || Part <- Parts],
    Results = lists:append([receive {Pid, Result} -> Result end || Pid <- Pids]),
    [Line || {_, Line} <- lists:keysort(1, Results)].

verdict(Schema, File) ->
    case cuttlefish_conf:files([File]) of
        {errorlist, Errors} ->
            line(false, parsing, Errors, []);
        Conf ->
            %% A validator or translation that is not prepared for a value crashes, and boot with it.
            try
                mapped(cuttlefish_generator:map(Schema, Conf), Conf)
            catch
                Class:Reason -> line(false, crash, [{Class, Reason}], Conf)
            end
    end.

mapped({error, Phase, {errorlist, Errors}}, Conf) -> line(false, Phase, Errors, Conf);
mapped(Config, Conf) when is_list(Config) -> line(true, '', [], Conf).

line(Ok, Phase, Errors, Conf) ->
    Pairs = [["[", list([string(Word) || Word <- Words]), ",", string(Value), "]"] || {Words, Value} <- Conf],
    unicode:characters_to_binary(
        ["{\"ok\":", atom_to_list(Ok), ",\"phase\":", string(atom_to_list(Phase)),
         ",\"errors\":", list([string(message(Error)) || Error <- Errors]), ",\"pairs\":", list(Pairs), "}\n"]).

message(Error) ->
    try unicode:characters_to_list(cuttlefish_error:xlate(Error)) of
        Text when is_list(Text) -> Text;
        _ -> term(Error)
    catch
        _:_ -> term(Error)
    end.

term(Term) ->
    lists:flatten(io_lib:format("~0tp", [Term])).

list(Elements) ->
    ["[", lists:join(",", Elements), "]"].

string(Chars) ->
    case io_lib:char_list(Chars) of
        true -> ["\"", [character(Char) || Char <- Chars], "\""];
        false -> string(term(Chars))
    end.

character($") -> "\\\"";
character($\\) -> "\\\\";
character(Char) when Char < 32; Char > 126, Char < 65536 -> io_lib:format("\\u~4.16.0b", [Char]);
character(Char) -> Char.
