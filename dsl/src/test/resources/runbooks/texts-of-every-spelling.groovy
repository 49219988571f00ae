exec 'echo plain' where name == 'a'
exec "echo ${'interpolated'}" where name == 'b'
exec """echo
several lines""" where name == 'c' shell true
exec '''echo "as it is"''' where name == 'd'
exec 'echo café naïve 漢字' where label.ville == 'Besançon'
exec 'echo \u00e9 \$5 \\ tab\t' where name == 'e'
