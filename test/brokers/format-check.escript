#!/usr/bin/env escript
%% format-check.escript json|erlang PLUGINS_DIR FOLDER
%%
%% Says what the broker's own readers make of each file in FOLDER, in the order of their names, one line for each:
%% "refused", or "read" (JSON: jsx or thoas, whichever the release has) with the terms (file:consult/1) behind it.
-mode(compile).

main([Format, PluginsDir, Folder]) ->
    [code:add_pathz(ebin(Plugin)) || Plugin <- filelib:wildcard(filename:join(PluginsDir, "{jsx,thoas}-*"))],
    Files = lists:sort(filelib:wildcard(filename:join(Folder, "*"))),
    ok = file:write(standard_io, [[verdict(Format, File), $\n] || File <- Files]);
main(_) ->
    io:format(standard_error, "usage: format-check.escript json|erlang PLUGINS_DIR FOLDER~n", []),
    halt(2).

%% A plugin is a folder, or (3.8) an archive.
ebin(Plugin) ->
    case filename:extension(Plugin) of
        ".ez" -> filename:join([Plugin, filename:basename(Plugin, ".ez"), "ebin"]);
        _ -> filename:join(Plugin, "ebin")
    end.

verdict("json", File) ->
    {ok, Text} = file:read_file(File),
    try decode(Text) of _ -> "read" catch _:_ -> "refused" end;
verdict("erlang", File) ->
    case file:consult(File) of
        {ok, Terms} -> ["read ", lists:join($\s, [show(Term) || Term <- Terms])];
        {error, _} -> "refused"
    end.

decode(Text) ->
    case code:which(thoas) of
        non_existing -> jsx:decode(Text, [return_maps]);
        _ -> {ok, Value} = thoas:decode(Text), Value
    end.

%% Texts are lists of numbers to Erlang; binaries, maps and funs are only named.
show(Atom) when is_atom(Atom) -> ["atom:", hex(atom_to_binary(Atom, utf8))];
show(Integer) when is_integer(Integer) -> integer_to_list(Integer);
show(Float) when is_float(Float) -> "float";
show(Bits) when is_bitstring(Bits) -> "binary";
show(Tuple) when is_tuple(Tuple) -> [${, lists:join($,, [show(Item) || Item <- tuple_to_list(Tuple)]), $}];
show(List) when is_list(List) -> [$[, items(List), $]];
show(Map) when is_map(Map) -> "map";
show(Fun) when is_function(Fun) -> "fun".

items([]) -> "";
items([Item]) -> show(Item);
items([Item | Rest]) when is_list(Rest) -> [show(Item), $,, items(Rest)];
items([Item | Tail]) -> [show(Item), $|, show(Tail)].

hex(Binary) ->
    [io_lib:format("~2.16.0b", [Byte]) || <<Byte>> <= Binary].
