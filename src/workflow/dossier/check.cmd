@echo off
rem Checks the folder in which it lies, on Windows: certutil, find, findstr, fc, and ssh-keygen where it is there.
rem Nothing in the folder is changed. Ends with errorlevel 0: what it looks at holds; 1: WRONG; 2: it could not
rem look; 3: the hashes hold, and signatures were not looked at. "check.cmd /q" does not wait for a key.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "ASKED=%~1"
set "PATH=%SystemRoot%\System32;%SystemRoot%\System32\OpenSSH;%PATH%"
set "WORK=%TEMP%\check-%RANDOM%-%RANDOM%"
set "ENDS=2"
set "BAD="
set "SSH="
set "UNREAD=0"
set "LONG=0"
set "ALL=0"
set "HELD=0"
set "WITHHELD=0"
set "HEX=0123456789abcdef"
set "PLAIN=0123456789abcdefghijklmnopqrstuvwxyz.-"
md "%WORK%" 2>nul
if errorlevel 1 (
  echo No folder to work in can be made below TEMP.
  goto finish
)
rem From here on every program is given names in this folder alone: none that somebody else chose.
pushd "%WORK%"
md seen
md told
type nul > empty.bin
type nul > refs.txt
> zero.hex echo 00
certutil -f -decodehex zero.hex zero.bin > nul 2> nul
copy /y /b zero.bin x.bin > nul 2> nul
call :hash
if not "%HASH%"=="6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" (
  echo certutil does not hash here as it should: nothing was checked.
  goto leave
)
for %%N in (auditor.txt auditor.tlog-proof own.txt beside.txt not-here.txt allowed_signers checkpoint.txt) do (
  copy /y /b "%HERE%%%N" "%%N" > nul 2> nul
  if not exist "%%N" (
    echo WRONG: %%N is missing
    set "BAD=1"
  )
)
if defined BAD goto judged
for %%N in (own.txt beside.txt) do (
  find """" < %%N > nul
  if not errorlevel 1 (
    echo WRONG: %%N is no list
    set "BAD=1"
  )
)
if defined BAD goto judged
for %%X in (ssh-keygen.exe) do if not "%%~$PATH:X"=="" set "SSH=1"
if defined SSH (
  ssh-keygen -Y verify -f allowed_signers -I nobody -n nothing -s empty.bin < empty.bin > said.txt 2>&1
  findstr /i /l /c:"option" said.txt > nul
  if not errorlevel 1 set "SSH="
)
dir /b /a "%HERE%entries" > entries.txt 2> nul
set "SEEN=auditor.txt"
set "TYPE=evidence-count"
copy /y /b auditor.txt e.txt > nul
call :signed
set "LIST=own"
call :list
set "OWN=%N%"
set "OWN_HASH=%HASH%"
set "LIST=beside"
call :list
set "BESIDE=%N%"
set "BESIDE_HASH=%HASH%"
findstr /l /c:"\"beside\":{\"entries\":%BESIDE%,\"sha256\":\"%BESIDE_HASH%\"}" auditor.txt > nul
if errorlevel 1 set "SAY=the lists are not those the auditor signed" & call :wrong
findstr /l /c:"\"own\":{\"entries\":%OWN%,\"sha256\":\"%OWN_HASH%\"},\"withheld\":" auditor.txt > nul
if errorlevel 1 set "SAY=the lists are not those the auditor signed" & call :wrong
findstr /l /c:",\"withheld\":%WITHHELD%}" auditor.txt > nul
if errorlevel 1 set "SAY=%WITHHELD% entries are withheld, not as many as the auditor signed" & call :wrong
del /f /q x.bin
copy /y /b not-here.txt x.bin > nul
call :hash
findstr /l /c:"\"not_here\":\"%HASH%\"" auditor.txt > nul
if not errorlevel 1 goto names
findstr /l /c:"\"not_here\":" auditor.txt > nul
if errorlevel 1 (
  echo not signed by the auditor: not-here.txt
) else (
  echo WRONG: not-here.txt is not what the auditor signed
  set "BAD=1"
)
:names
set "GOOD=%PLAIN%"
for /f "usebackq eol=: delims=" %%F in ("entries.txt") do (
  set "NAME=%%F"
  call :expected
)
set "GOOD=%HEX%"
find /v """" < refs.txt > names.txt
for /f "usebackq" %%R in ("names.txt") do (
  set "NAME=%%R"
  call :odd
  if not defined ODD type nul > "told\%%R"
)
dir /b /a told > names.txt 2> nul
for /f "usebackq" %%R in ("names.txt") do (
  set "NAME=%%R"
  call :wanted
)
set "GOOD=%HEX%"
dir /b /a "%HERE%attachments" > names.txt 2> nul
for /f "usebackq eol=: delims=" %%F in ("names.txt") do (
  set "NAME=%%F"
  call :attachment
)
:judged
set "LINE="
echo entries: %ALL%, of which here: %HELD%
if exist checkpoint.txt for /f "usebackq skip=1 delims=" %%L in ("checkpoint.txt") do (
  if defined LINE (
    if not defined ROOT echo root: %%L
    set "ROOT=1"
  ) else echo size: %%L
  set "LINE=1"
)
echo not checked here: the proofs; whose word each entry had to be. "sekisho verify" and check.sh do that.
if not "%LONG%"=="0" echo entries not looked through for attachments that are missing: %LONG%
if not "%UNREAD%"=="0" echo signatures not checked, the text could not be divided: %UNREAD%
if defined BAD (
  echo WRONG
  set "ENDS=1"
  goto leave
)
set "ENDS=3"
if not defined SSH echo No ssh-keygen that verifies is here: SIGNATURES NOT CHECKED
if defined SSH if "%UNREAD%"=="0" set "ENDS=0"
if "%ENDS%"=="0" (echo ALL %HELD% ENTRIES HOLD) else echo THE HASHES OF ALL %HELD% ENTRIES HOLD
:leave
popd
rd /s /q "%WORK%" 2> nul
:finish
if /i not "%ASKED%"=="/q" pause
exit /b %ENDS%

:wrong
setlocal EnableDelayedExpansion
echo WRONG: !SAY!
endlocal
set "BAD=1"
exit /b 0

:odd
rem Whether there is in NAME, which holds no quotation mark, anything but GOOD, which begins with 0.
set "ODD="
for /f "eol=0 delims=%GOOD%" %%X in ("%NAME%") do if not "%%X"=="" set "ODD=1"
exit /b 0

:hash
rem x.bin to HASH. certutil takes no empty file everywhere, and puts spaces between bytes on old systems.
set "HASH="
for %%S in (x.bin) do if "%%~zS"=="0" set "HASH=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
if defined HASH exit /b 0
for /f "skip=1 delims=" %%H in ('certutil -hashfile x.bin SHA256') do if not defined HASH set "HASH=%%H"
if defined HASH set "HASH=%HASH: =%"
exit /b 0

:list
rem LIST to N and HASH, and each entry that stands in it.
set "N=0"
for /f "usebackq tokens=1,2" %%I in ("%LIST%.txt") do (
  set /a N+=1
  set "INDEX=%%I"
  set "LEAF=%%J"
  call :listed
)
del /f /q x.bin 2> nul
copy /y /b "%LIST%.txt" x.bin > nul
call :hash
exit /b 0

:listed
set "GOOD=0123456789"
set "NAME=%INDEX%"
call :odd
if not defined ODD (
  set "GOOD=%HEX%"
  set "NAME=%LEAF%"
  call :odd
)
if not defined ODD if defined LEAF goto entry
set "SAY=%LIST%.txt is no list"
goto wrong

:entry
rem INDEX and LEAF, as a list has them.
set /a ALL+=1
set "SIX=00000%INDEX%"
set "SIX=%SIX:~-6%"
if %INDEX% geq 1000000 set "SIX=%INDEX%"
set "FOUND="
set "GOOD=%PLAIN%"
findstr /b /l /c:"%SIX%-" entries.txt > these.txt
for /f "usebackq eol=: delims=" %%F in ("these.txt") do (
  set "NAME=%%~nF"
  if "%%~xF"==".txt" call :found
)
if exist "%HERE%entries\%SIX%-withheld.tlog-proof" (
  set /a WITHHELD+=1
  type nul > "seen\%SIX%-withheld.tlog-proof"
  if defined FOUND set "SAY=entry %INDEX% is here and withheld at once" & call :wrong
  findstr /b /l /c:"entry %INDEX% " not-here.txt > nul
  if errorlevel 1 set "SAY=entry %INDEX% is not in not-here.txt" & call :wrong
) else if not defined FOUND set "SAY=entry %INDEX% is missing" & call :wrong
exit /b 0

:found
call :odd
if defined ODD exit /b 0
set "FOUND=1"
set "STEM=%NAME%"
set "SEEN=entries\%STEM%.txt"
set "TYPE=%STEM:*-=%"
set /a HELD+=1
type nul > "seen\%STEM%.txt"
type nul > "seen\%STEM%.tlog-proof"
if not exist "%HERE%entries\%STEM%.tlog-proof" set "SAY=entries\%STEM%.tlog-proof is missing" & call :wrong
del /f /q e.txt x.bin 2> nul
copy /y /b "%HERE%%SEEN%" e.txt > nul 2> nul
copy /y /b zero.bin+e.txt x.bin > nul 2> nul
call :hash
if not "%HASH%"=="%LEAF%" set "SAY=%SEEN% was changed" & call :wrong
call :signed
call :refers
exit /b 0

:signed
rem e.txt, shown as SEEN, of TYPE: its first line is what was signed, the rest the signature.
findstr /b /l /c:"{" e.txt > said.txt
findstr /v /b /l /c:"{" e.txt > sig.txt
if not defined SSH exit /b 0
copy /y /b said.txt+sig.txt both.txt > nul
fc /b both.txt e.txt > nul
if errorlevel 1 (
  set /a UNREAD+=1
  exit /b 0
)
set "SIGNED="
findstr /l /c:",\"type\":\"%TYPE%\",\"version\":1}" said.txt > nul
if not errorlevel 1 for /f "usebackq eol=# tokens=1" %%P in ("allowed_signers") do (
  findstr /b /l /c:"{\"author\":\"%%P\",\"body\":" said.txt > nul
  if not errorlevel 1 (
    ssh-keygen -Y verify -f allowed_signers -I "%%P" -n sekisho-%TYPE%-v1 -s sig.txt < said.txt > nul 2> nul
    if not errorlevel 1 set "SIGNED=1"
  )
)
if defined SIGNED exit /b 0
set "SAY=%SEEN%: signature"
call :wrong
exit /b 0

:refers
rem Which attachments said.txt refers to. A line that is too long to be held here is counted.
for %%S in (said.txt) do set "SIZE=%%~zS"
if %SIZE% gtr 8000 (
  set /a LONG+=1
  exit /b 0
)
set "LINE="
for /f "usebackq delims=" %%L in ("said.txt") do set "LINE=%%L"
if not defined LINE exit /b 0
setlocal EnableDelayedExpansion
for %%K in (anomalies answers attested body evidence file_list fingerprints lost manifest paper pledge source text) do (
  set "TURN=0"
  set "REST=!LINE!"%%K":{"sha256":"END"
  call :refer %%K
)
endlocal
if not exist lost.txt exit /b 0
set /a LONG+=1
del /f /q lost.txt
exit /b 0

:refer
rem What stands behind each key, up to the END that was put behind the line. Where it cannot be taken out, it is lost.
set /a TURN+=1
if !TURN! gtr 99 goto lost
set "REST=!REST:*"%1":{"sha256":"=!"
if "!REST:~0,3!"=="END" exit /b 0
if not "!REST:~-3!"=="END" goto lost
set "TAIL=!REST:~64,15!"
set "TAIL=!TAIL:"=!"
if "!TAIL!"==",size_bytes:" >> refs.txt echo(!REST:~0,64!
goto refer
:lost
type nul > lost.txt
exit /b 0

:expected
call :odd
if not defined ODD if exist "seen\%NAME%" exit /b 0
set "SAY=entries\%NAME% was added"
goto wrong

:wanted
if exist "%HERE%attachments\%NAME%" exit /b 0
findstr /b /l /c:"attachment %NAME% " not-here.txt > nul
if errorlevel 1 set "SAY=attachments\%NAME% is missing" & call :wrong
exit /b 0

:attachment
call :odd
if defined ODD set "SAY=attachments\%NAME% was added" & goto wrong
del /f /q x.bin 2> nul
copy /y /b "%HERE%attachments\%NAME%" x.bin > nul 2> nul
call :hash
if not "%HASH%"=="%NAME%" set "SAY=attachments\%NAME% was changed" & call :wrong
if exist "told\%NAME%" exit /b 0
findstr /l /c:"{\"sha256\":\"%NAME%\",\"size_bytes\":" "%HERE%entries\*.txt" > nul
if errorlevel 1 set "SAY=attachments\%NAME% was added" & call :wrong
exit /b 0
